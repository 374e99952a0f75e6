"""The HTTP server of ``audio-edition serve``: one folder, read only.

``run`` opens the socket and serves, ``app`` answers a request; of the others each knows one part
of HTTP.
"""
