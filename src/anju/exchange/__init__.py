"""Files in and out: workbooks of many registrations, and what later comes from departments."""
