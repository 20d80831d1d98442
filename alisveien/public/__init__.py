"""The open face: no sign-in, reads only."""
