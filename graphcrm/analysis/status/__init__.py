"""Where a relationship stands: assessments by a rubric, and what they are worth."""
