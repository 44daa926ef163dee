"""Whom we know, how well, and where nobody of ours is: ties, KPI block, matrix, cadence."""
