"""Whether a deal is worth it: checklists of the trade, computed from what is recorded and never typed in."""
