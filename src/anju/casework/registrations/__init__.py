"""Acts on stays: register a household, keep it true, end it."""
