"""Real devices, each loaded only where the configuration names it."""
