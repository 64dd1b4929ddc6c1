"""What to do in which situation, written once and filled with the numbers of the law."""
