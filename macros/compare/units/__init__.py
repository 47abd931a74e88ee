"""Units beside one another: what each has of a year, and what many have in common.

Whoever tells of all units asks here; what is told of one is asked of the rooms beside this one, unit by unit.
"""
