"""Offers and products: who knows of them, who is to be told, and what came of it."""
