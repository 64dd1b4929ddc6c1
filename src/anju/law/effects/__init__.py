"""What follows: money, rights, sanctions, and how long data are kept."""
