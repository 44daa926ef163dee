"""What happens when somebody leaves: threads, bus factor, stress."""
