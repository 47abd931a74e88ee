"""Comparisons of years, held against what a person labelled before any program saw the papers."""
