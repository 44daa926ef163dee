"""From analyses to the records of a map: the one place where a map meets the rest of the package."""
