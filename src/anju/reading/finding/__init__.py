"""What a text in the one box can mean, and whom it names."""
