"""What leans on MkDocs beyond what it promises: each thing with a plain way beside it, and one setting for all.

    two_processes   two at work on the pages      plain: MkDocs makes them alone
    handed_over     the pages are read once       plain: the generator reads them itself
    kept_pages      pages of the last build stay  plain: all pages are made
    page_maker      a page is made by itself      plain: the whole site is built again

The plain way is taken where MkDocs is not as it is known here, and everywhere
where mkdocs.yml says `plain_build: true` under `extra`. The site is the same,
byte for byte. `python -m scripts.build.mkdocs_private …` is called as
`python -m mkdocs`.
"""
