"""Sets of people: key players, fragmentation, seeding."""
