"""What can be searched, written as scripts that a browser loads from any folder."""

#: Below the folder of the theme's own files, which all three generators copy.
SEARCH_DATA = "assets/search"
