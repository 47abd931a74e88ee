"""Pure comparisons: domain objects in, typed records out."""
