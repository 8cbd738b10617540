"""The offers of the shop: how far each went, who heard of it, who has not, who bought since."""
