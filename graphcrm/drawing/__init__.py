"""Pictures as values: shapes in units of their own, in no colour scheme and no language yet, written as SVG or as slide shapes."""
