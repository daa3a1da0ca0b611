"""How a year goes: months of the archive, month targets, the path, and where a year may end."""
