"""Permissions, roles, and who holds which role at which place. Makes Actors."""
