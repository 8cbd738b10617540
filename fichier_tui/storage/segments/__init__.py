"""Segments: who is in one, what is typical of them, and the classes of clients."""
