"""Deeds on persons: entering and changing them, their roles, moves, and two found to be one."""
