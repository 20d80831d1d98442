"""Training institutions: who has applied, who is registered, and from when a doctor's service counts there."""
