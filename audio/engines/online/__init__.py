"""What engines on the network share: ``service.py`` asks for a text until there is an answer.

A service asks as often as its ``patience.py`` allows, together with all threads at a ``pace.py``,
and tells apart what may pass (``faults.py``). ``http_connection.py`` carries what goes over HTTP;
``received_sound.py`` decodes, trims and checks what came.
"""
