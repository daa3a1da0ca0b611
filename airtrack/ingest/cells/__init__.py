"""What one cell says: a number, a day, months, a place; nothing is known here of tables."""
