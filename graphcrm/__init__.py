"""graphcrm."""
