"""The working face: my work list, and help for each role."""
