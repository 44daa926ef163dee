"""Who and what is there: the records of a workspace, kind by kind, as an answer that every format can show."""
