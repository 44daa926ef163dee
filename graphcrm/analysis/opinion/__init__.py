"""Where the decision leans and what would move it: support, forecast, scenarios, whom to win."""
