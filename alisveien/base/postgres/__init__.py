"""The embedded PostgreSQL: where it lives, and how it is started, shared and stopped."""
