"""Who moves the decision: shares, ranks and their certainty, hidden influencers (A02–A05, A23)."""
