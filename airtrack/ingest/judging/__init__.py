"""What the values of a table say against each other, its own figures and what is on record."""
