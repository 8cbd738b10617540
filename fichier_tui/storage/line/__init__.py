"""The one-line entry in a file."""
