"""The pages of the contact network."""
