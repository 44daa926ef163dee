"""Foreign rows read by a mapping: texts by meaning, words turned into codes, and rows of ours under construction."""
