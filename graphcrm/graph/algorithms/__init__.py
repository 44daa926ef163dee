"""Algorithms on compressed rows that give what NetworkX gives."""
