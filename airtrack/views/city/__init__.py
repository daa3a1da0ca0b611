"""The figures of one city: calendar, levels, limits, shares, comparisons, tasks, rank."""
