"""The tests of deeds that span areas."""
