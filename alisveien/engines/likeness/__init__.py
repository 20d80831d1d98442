"""Which entries in a register of persons may be one human being, and why it looks so."""
