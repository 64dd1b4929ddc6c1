"""Acts on applications: from what was asked for to the card in the hand."""
