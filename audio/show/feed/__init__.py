"""The feed: a catalogue in, the RSS documents that podcast apps subscribe to out."""
