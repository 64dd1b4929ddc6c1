"""Questions about inquiries, orders to correct and protected files."""
