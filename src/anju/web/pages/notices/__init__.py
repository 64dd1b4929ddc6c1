"""The one complete notice of what is missing, and asking the chief for a second."""
