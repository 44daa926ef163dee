"""Which executive of ours looks after whom (A15)."""
