"""The page of the quality of data. Inside only."""
