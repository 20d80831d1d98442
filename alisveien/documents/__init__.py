"""Files in the database, checked by size and content; knows nothing of what they are hung on."""
