"""The written law as data: instruments, dated numbers, readings, sentences, coverage."""
