"""What stands in a file: its sheets as rows of text, the tables in them, and tables that are laid out otherwise."""
