"""Where everybody stands."""
