"""What was found and decided, in words for the person. The only home of these sentences; engines give codes."""
