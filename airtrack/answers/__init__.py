"""Questions that the pages and the command line ask alike, answered once, as plain values."""
