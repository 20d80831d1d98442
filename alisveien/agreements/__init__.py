"""Cooperation agreements between municipalities and hospital trusts, and between municipalities."""
