"""Pages: what people see in a browser, one folder a task under `pages`."""
