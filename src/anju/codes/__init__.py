"""Code tables as data: divisions, numbers, calendars and the value lists of the forms."""
