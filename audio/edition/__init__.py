"""One edition: the pipeline of an article, in the order in which the README tells it."""
