"""Thin adapters: a message and its envelope in, a verdict out."""
