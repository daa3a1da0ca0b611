"""A set of places as figures, tables and sentences: side by side, what each adds, the spread."""
