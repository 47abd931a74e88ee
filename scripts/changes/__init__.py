"""Pages made and changed: what is planned, tried, shown and written whole or not at all."""
