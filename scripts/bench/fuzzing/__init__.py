"""Damages what an office hands in, and looks whether every reader tells it instead of throwing."""
