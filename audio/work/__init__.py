"""How work is done: in order through an executor, kept in a store, published whole."""
