"""Results as people and programs take them: text for a terminal, CSV, JSON, a page of HTML. The language is a parameter."""
