"""What is started from outside: commands, the worker, the embedded database."""
