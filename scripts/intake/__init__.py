"""Intake: from an office's file to a page, with every character accounted for."""
