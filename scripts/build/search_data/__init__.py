"""What can be searched, written as scripts that a browser loads from any folder."""
