"""Which form a table has and what its columns mean: by headers, a profile, a title."""
