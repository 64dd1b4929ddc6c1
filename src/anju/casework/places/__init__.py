"""Acts on addresses: what a counter typed becomes an address of the place."""
