"""Which executive of ours looks after whom."""
