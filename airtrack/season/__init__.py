"""The season: how years used to go on, and what that says of the one that runs."""
