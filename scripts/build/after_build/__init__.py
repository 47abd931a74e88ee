"""What is made sure of on a site that has been built, before it takes the place of the old one."""
