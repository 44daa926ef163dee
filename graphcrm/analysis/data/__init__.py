"""Can the map be trusted (A27)."""
