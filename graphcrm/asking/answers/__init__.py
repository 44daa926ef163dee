"""One answer per file: from a question to rows."""
