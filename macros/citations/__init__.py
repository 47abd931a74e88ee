"""Citations of regulations in reports: pure functions that serve pages, checks and commands."""
