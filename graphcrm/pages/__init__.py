"""The shell that maps and reports share: closed pages, clean text, redaction by access class, PDF."""
