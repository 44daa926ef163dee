"""Influence and hierarchy in a bare network, from ties alone."""
