"""The pages of persons: list and record, roles, moves, and two found to be one."""
