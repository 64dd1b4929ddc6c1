"""The chief: the day, work nobody would find, many cases at once, the standing report."""
