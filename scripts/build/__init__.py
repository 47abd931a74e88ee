"""From pages to a site: checks, generator, search data, what is looked at afterwards, preview."""
