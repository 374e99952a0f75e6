"""audio-edition: Hindi articles in, narrated audio editions out."""

__version__ = "0.1.0"
