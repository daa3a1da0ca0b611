"""From columns of text to typed rows of values, events and stations, with every finding."""
