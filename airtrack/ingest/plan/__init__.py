"""Plans on their way in: the texts on file, and those that somebody hands in."""
