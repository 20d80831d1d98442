"""Questions that come to the offices, and what they were answered."""
