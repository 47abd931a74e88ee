"""Every command of an office: one module a verb."""
