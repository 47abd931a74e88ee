"""What the screen on which papers come in shows and is told: a paper's form, what it makes of a file, how it looks."""
