"""What each page shows, as plain values made from a distribution and names; templates work nothing out."""
