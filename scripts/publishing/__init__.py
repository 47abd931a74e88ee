"""From the pages of an office to a site that its readers may see, and only they.

Sight says which pages and entries they may see; staging makes a project of
these alone; the ordinary build makes a site of it; a release of that site is
put at its destination whole or not at all.
"""
