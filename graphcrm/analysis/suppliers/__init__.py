"""Suppliers and third parties: how good they are, how far we depend on them, what they mean to the decision."""
