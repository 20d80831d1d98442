"""One round for the trusts of a region: frozen input in, a proven and explained outcome out."""
