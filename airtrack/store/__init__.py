"""The store: batches that are only ever added, a ledger that is the truth, views that are read."""
