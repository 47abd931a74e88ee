"""The copy check: what a paper has from earlier ones, and from those of others."""
