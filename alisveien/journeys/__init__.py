"""Checklists along the road: here the way from the old scheme of specialist training to the new."""
