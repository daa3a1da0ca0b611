"""The blank tables of every form, register and plan, filled for places and a time."""
