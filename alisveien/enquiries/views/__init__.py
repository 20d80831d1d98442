"""The pages of enquiries."""
