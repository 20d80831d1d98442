"""The yearly evaluation of a trust's capacity: figures of what was planned, filled, waited for and left empty."""
