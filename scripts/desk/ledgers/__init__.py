"""What the screen of the ledgers shows, and what becomes of its forms."""
