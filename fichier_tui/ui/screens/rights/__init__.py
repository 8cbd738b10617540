"""What the law asks of who keeps a file: requests, what is due, the registers."""
