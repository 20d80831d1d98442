"""Commands of the register of places."""
