"""Questions: worklists, search, files and counts, answered in frozen rows made for the page."""
