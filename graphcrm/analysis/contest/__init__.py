"""Whose side people are on (A17)."""
