"""Many units and counties at once: what they share, and their sites, on one machine or many."""
