"""Measures the building of sites: ours and others over the same pages, size by size."""
