"""Typed records to HTML: every fragment comes from a template beside this file."""
