"""Chores of this area."""
