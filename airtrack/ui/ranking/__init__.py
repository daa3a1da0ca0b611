"""The page of rankings."""
