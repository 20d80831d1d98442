"""What the pages of this area print, worked out to plain values."""
