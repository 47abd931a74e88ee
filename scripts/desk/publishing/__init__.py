"""What the screen that publishes has: the places it knows, what is asked for one, and what takes long."""
