"""A trust's plan of who serves where in which half-year: moves, what speaks against them, and how two plans differ."""
