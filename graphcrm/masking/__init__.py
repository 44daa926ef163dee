"""Facts in which nobody is named: codes for ids and names, names in texts searched and replaced, so that everything made of them is masked."""
