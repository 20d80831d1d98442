"""The map of municipalities: drawn on the server, once per process, as paths a page only prints."""
