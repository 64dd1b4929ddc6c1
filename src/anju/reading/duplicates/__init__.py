"""Records that may be one human being: how alike two are, who is alike, and the pair's page."""
