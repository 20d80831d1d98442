"""What things cost: each table is a file of its own; ``make bench`` prints them all."""
