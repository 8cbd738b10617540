"""Who works here: how they open the file, how they leave, and the attempts that failed."""
