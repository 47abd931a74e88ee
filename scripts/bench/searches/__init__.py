"""Measures searches against each other: one word list, one truth, a real browser."""
