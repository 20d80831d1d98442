"""What is done with enquiries and standard answers."""
