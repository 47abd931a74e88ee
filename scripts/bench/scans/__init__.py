"""Reading scans: pages that are printed here and made worse on purpose."""
