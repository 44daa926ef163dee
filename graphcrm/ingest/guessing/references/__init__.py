"""Whom and what a text means: ids for what has none, the record that a name or a key speaks of, and what is asked if none is."""
