"""Nominations, the distribution of posts and the reason for every decision."""
