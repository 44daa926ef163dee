"""Where a relationship stands: with each person, by a rubric, and with each account as a whole."""
