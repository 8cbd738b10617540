"""What the law asks of the file: requests, erasure, retention, registers, notices."""
