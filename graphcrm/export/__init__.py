"""What goes back out: the workbook, tables, a document, graphs, load files for other systems, a calendar."""
