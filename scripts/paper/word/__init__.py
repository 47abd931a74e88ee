"""Writes plain blocks as a Word file by GB/T 9704-2012."""
