"""Units beside one another, as fragments of overview pages; each serves one macro."""
