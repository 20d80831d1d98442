"""Commands of the open face."""
