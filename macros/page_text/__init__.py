"""How the text of a page is built (页面文字): the one place that knows, and says how it is read and written.

Front matter and body, attribute lists, links, words and their escapes,
headings, ids of titles, values of YAML. Standard library only; any part of
the core and every command may use it.
"""
