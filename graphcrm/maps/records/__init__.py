"""What a map shows, as records that know nothing of how it is drawn."""
