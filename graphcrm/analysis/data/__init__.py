"""Can the map be trusted."""
