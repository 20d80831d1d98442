"""Help: what each role sees and can do, and the usual tasks step by step."""
