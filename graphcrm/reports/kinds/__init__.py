"""The kinds of report: a module each, and the registry."""
