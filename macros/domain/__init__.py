"""Frozen types of the field: reports, regulations, ledgers, dates. Standard library only."""
