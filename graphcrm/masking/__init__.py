"""Facts in which nobody is named: codes for ids and names, in texts too, so that everything made of them is masked."""
