"""How fragile a municipality stands: plain facts of a day in, a sum with every reason out. Never about a person."""
