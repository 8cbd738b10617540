"""Segments: the list of those that were saved, and the place where one is built, as sentences or as a line of text."""
