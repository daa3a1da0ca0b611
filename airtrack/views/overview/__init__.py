"""The overview: the answer in words, the sheet that is printed."""
