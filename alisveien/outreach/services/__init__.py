"""What is done: touches are logged, rules of fragility changed, letters written, contacts confirmed."""
