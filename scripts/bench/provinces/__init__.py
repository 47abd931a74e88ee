"""Many units' papers made up, with copies planted in them, and what it takes to find these."""
