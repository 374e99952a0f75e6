"""Writers: pick many. One ``Edition`` in, one file out."""
