"""The best clients over a period, with their share of the whole."""
