"""What the shop plans toward contacts, and its calendar."""
