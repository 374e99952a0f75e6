"""A cluster of machines as an executor: its workers make clips and read files, and no more.

Library: distributed, of the extra ``cluster``; nothing of it is imported without one. TLS and the
like are taken from Dask's own configuration.
"""
