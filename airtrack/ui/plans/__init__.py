"""What plans ask: targets, tasks, emissions, conditions, and the cards that open."""
