"""The import of a foreign file, in the program: choose it, check its columns, see what would be done, then do it."""
