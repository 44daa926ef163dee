"""The kinds of map that there are."""
