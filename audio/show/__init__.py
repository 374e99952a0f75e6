"""A show: a folder of articles built into a site with pages, search and a feed."""
