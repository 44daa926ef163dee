"""Findings: everything of an account that calls for an act, in one list in which each has a life."""
