"""Maps of people that stand still: on paper, on slides, in pictures."""
