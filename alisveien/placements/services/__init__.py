"""What can be done with nominations and rounds: each deed whole or not at all."""
