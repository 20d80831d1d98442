"""Doctors in specialist training, and who supervises them."""
