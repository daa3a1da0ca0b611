"""Maps of places by status or by an indicator: what is drawn, and the two ways of drawing it."""
