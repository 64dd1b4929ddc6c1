"""The address desk: what counters typed becomes an address of the place."""
