"""What is done on the way from the old scheme to the new."""
