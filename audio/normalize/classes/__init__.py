"""Semiotic classes: one module a kind of written thing, each with its handlers."""
