"""Text normalization: every written token becomes the words a newsreader says."""
