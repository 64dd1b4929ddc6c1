"""The card desk: blanks, batches, boxes on their way, notices, and the card in the right hand."""
