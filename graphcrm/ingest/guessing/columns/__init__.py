"""What a column means, by its heading, its values and what stands beside it, and the mapping that is proposed of it."""
