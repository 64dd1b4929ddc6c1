"""Mutation testing of the law: what is changed, and the run that counts who notices."""
