"""Lists and records: the machinery registers are declared for."""
