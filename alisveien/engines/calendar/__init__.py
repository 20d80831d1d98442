"""Half-years of hospital service: P1 begins 1 March, P2 begins 1 September."""
