"""A list of people in a file: checked at once, the good rows entered, the others given back."""
