"""The 整改台账 between a page and an Excel sheet."""
