"""The check: a built site in, everything that is wrong with it out.

From the published files alone, so that it can be run on a deployed copy. One module a kind of
file, each a list of small rules; a rule yields a ``Fault`` for everything that breaks it, and no
fault keeps the others from being found.
"""
