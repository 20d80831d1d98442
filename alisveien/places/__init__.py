"""Counties, municipalities, trusts, hospitals, departments and offices: one Place with kind, parent and validity."""
