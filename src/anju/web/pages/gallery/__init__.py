"""All components on one staff page: the example to copy, and what the checks look at."""
