"""Settings, addresses and start. Sees all, seen by none."""
