"""A page as a form: its head in words, its items one by one; what was typed becomes the page's text again."""
