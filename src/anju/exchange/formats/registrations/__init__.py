"""A list of people to be registered, as employers, schools and landlords keep it."""
