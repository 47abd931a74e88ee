"""What is found in the whole yearbook, as the desk shows it, and what becomes of it."""
