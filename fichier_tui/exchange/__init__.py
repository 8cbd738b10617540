"""Foreign files, one format a module: the only room that reads and writes them."""
