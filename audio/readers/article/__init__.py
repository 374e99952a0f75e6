"""What all readers share: pieces of a source composed to an ``Article``."""
