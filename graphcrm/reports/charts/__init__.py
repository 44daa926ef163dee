"""Charts of a report: each a pure function from the rows of an answer to a drawing."""
