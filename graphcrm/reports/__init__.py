"""Reports: documents that are built once from answers and maps, and written as a page, a workbook or slides."""
