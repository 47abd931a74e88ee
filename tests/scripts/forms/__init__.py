"""Filling superiors' forms."""
