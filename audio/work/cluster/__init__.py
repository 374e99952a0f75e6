"""A cluster of machines as an executor: Dask's workers make clips, this process does the rest.

Library: distributed, of the extra ``cluster``; nothing of it is imported without one. TLS and the
like are taken from Dask's own configuration.
"""
