"""A permit or a slip of any county is verified in one word, without an address."""
