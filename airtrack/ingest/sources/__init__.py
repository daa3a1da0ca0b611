"""Web sources: what is asked, what an answer may be, and the table it becomes."""
