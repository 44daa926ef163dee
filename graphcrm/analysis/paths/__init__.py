"""How influence and access travel: paths, chains, routes, cuts (A06, A08)."""
