"""Template tags of the common parts."""
