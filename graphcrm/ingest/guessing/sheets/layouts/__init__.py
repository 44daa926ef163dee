"""Layouts of tables that are not a heading above a row for each record: each is told by how it looks, and read as such rows."""
