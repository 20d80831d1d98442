"""Alisveien: the common system for specialist training of municipal doctors in Norway."""
