"""The site while it is looked at: each page is made when it is looked at, and follows every edit.

live_site      the site as a WSGI application, for whatever server
made_pages     the process that makes pages, as its owner sees it
maker          what that process does
built_pages    the plain way: the whole site is built again after each edit
"""
