"""The contact network: who is who in each municipality, every touch, silence, fragility, and letters to a role."""
