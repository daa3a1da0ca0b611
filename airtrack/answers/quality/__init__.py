"""How good the data are: what is there, what is odd, what was published, what was corrected."""
