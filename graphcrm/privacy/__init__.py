"""The rights of people who are recorded: to read what is kept of them, to be forgotten, and how long anything is kept."""
