"""What the counter's devices leave behind: how often a reader read wrongly."""
