"""The one door: everything that a person can do with a workspace, for commands, Python and notebooks alike."""
