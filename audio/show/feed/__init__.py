"""The feed: a catalogue in, the documents that podcast apps subscribe to out."""
