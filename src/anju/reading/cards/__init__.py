"""Questions of the card desk: what waits, a batch, a box, calls to make, a card in the hand."""
