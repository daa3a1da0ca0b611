"""Statistics as SQL views: a file per step of the standard, one implementation for every period."""
