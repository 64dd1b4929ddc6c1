"""What the counter looks at before it acts: an application to be made, corrections to decide."""
