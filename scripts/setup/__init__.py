"""The environment that everything runs in, made with the standard library alone."""
