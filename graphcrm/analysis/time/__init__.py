"""What changed between two days (A26)."""
