"""One folder for each kind of file: its columns, how its rows are read, its template."""
