"""Benchmarks: each measures us beside a named limit in the same run, and states the machine."""
