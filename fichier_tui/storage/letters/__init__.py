"""Sendings, letters and messages: to whom, by which words, and how far they went."""
