"""The overview: its screen, its parts, what the newest data changed."""
