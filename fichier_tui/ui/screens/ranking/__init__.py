"""The classes of clients by recency, frequency and amount."""
