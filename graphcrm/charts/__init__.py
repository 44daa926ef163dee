"""Charts of maps and reports: each a pure function from values to a drawing, in no theme and no language yet."""
