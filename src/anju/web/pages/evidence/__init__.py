"""Files of papers: taken in at once, held for whoever uploads them, shown back as pictures."""
