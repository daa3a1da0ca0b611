"""The page of the outlook. Inside only."""
