"""Writing agreements, and the demonstration's."""
