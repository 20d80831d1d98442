"""What is done with registrations: written down, made for practice, checked for gaps, read from a table."""
