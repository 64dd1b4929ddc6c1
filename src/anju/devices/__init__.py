"""The device agent of a counter: ID reader, printer and scanner for the pages of one computer.

A browser cannot reach these devices. The agent can, on the counter's own computer, and lends them
to our pages alone, over HTTP on the loopback address. The room imports nothing of the house but
kit and codes, so that it runs without the framework and without a database.
"""
