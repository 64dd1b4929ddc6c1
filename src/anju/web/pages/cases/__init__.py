"""Applications: taken at the counter, then one page from the papers to the card in the hand."""
