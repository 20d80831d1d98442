"""Deeds of the machinery: views of lists that somebody keeps, and tables read in row by row."""
