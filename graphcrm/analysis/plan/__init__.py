"""The plan of an account: by what a decision is made, what could be sold where, what was promised, whether a deal is worth it."""
