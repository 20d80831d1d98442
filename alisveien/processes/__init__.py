"""Deeds that span areas."""
