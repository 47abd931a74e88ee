"""What developers can have measured: one module a verb."""
