"""Reads pictures of pages, and keeps of each doubtful place the picture that it was read from."""
