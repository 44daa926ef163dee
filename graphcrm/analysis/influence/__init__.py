"""Who moves the decision: shares, ranks and their certainty, hidden influencers."""
