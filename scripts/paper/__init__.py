"""Paper: the article of a built page as plain blocks, set as PDF through Typst or written as a Word file."""
