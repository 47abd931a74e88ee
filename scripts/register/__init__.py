"""Facts of regulations that are carried by hand to a machine without a network (法规资料包)."""
