"""Between an office and its county: papers are handed over as a file, and gathered with those of its neighbours."""
