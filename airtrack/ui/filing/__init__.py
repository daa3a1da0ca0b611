"""Files and records on their way into the store. Inside only."""
