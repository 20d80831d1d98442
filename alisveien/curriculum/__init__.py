"""Learning goals by framework and version."""
