"""What the site computes from its pages; it knows no site generator except in `plugin` and `annotate`."""
