"""Acts on permits: endorse, lapse, lose, renew the card, end."""
