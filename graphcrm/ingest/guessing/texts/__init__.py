"""What a text can be, told by itself: a name, a company, a post, a day, whose people a heading speaks of."""
