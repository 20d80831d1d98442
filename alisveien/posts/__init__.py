"""Hospital posts per trust and half-year: the capacity plan."""
