"""Who may do what, where: the only way to get a record, a field or a secret of a person."""
