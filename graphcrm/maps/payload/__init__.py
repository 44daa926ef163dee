"""What a page carries of a map: plain JSON values."""
