"""The command line: engines and files, and the server's chores."""
