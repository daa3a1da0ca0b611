"""Targets meet figures: verdicts, and what the rest of the period still allows. No SQL."""
