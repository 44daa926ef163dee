"""Named queries: the question, the analysis that answers it, and the form of the answer."""
