"""Reading strangers' workbooks: sniffed, checked and parsed in a child process with limits.

Everything the child imports stands in this package and needs only the standard library and
calamine: no framework, no settings, no database, no keys.
"""
