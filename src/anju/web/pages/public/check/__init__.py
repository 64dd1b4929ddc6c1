"""Whether one may have a permit: seven questions, six outcomes."""
