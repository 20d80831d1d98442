"""Deeds on the register of places. Each writes dated rows through a ledger, so that it can be taken back whole."""
