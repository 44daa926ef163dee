"""What rows become: people with what is said of them, meetings, opportunities, needs, groups, third parties."""
