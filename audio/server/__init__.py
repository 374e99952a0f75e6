"""The site on the network, as ``audio-edition serve`` shows it: HTTP for one folder, read only.

``run`` is the command, ``app`` answers a request, and the others know one part of HTTP each.
"""
