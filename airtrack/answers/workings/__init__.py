"""How a figure came about, one module a kind of statistic."""
