"""Whether a deal is worth it (A31): checklists of the trade, computed from what is recorded and never typed in."""
