"""Pages for everybody: no sign-in, no database, no script needed."""
