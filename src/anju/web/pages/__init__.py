"""One folder a task: its addresses, views, forms and templates."""
