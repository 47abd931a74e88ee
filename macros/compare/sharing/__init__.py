"""What stands in the papers of several units: from a record a paper to passages beside their sources."""
