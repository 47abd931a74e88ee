"""A superior's own blank form, Excel or Word, filled with what the yearbook knows (填表)."""
