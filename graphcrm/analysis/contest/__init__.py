"""Whose side people are on."""
