"""Small tools every room may use: no framework, no database, no network."""
