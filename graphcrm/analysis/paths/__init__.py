"""How influence and access travel: paths, chains, routes, cuts."""
