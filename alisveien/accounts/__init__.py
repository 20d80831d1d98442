"""Users and signing in; nothing about what they may do."""
