"""The pages of training institutions."""
