"""What the shop sets for itself: a list of sections, each with a screen or a dialog of its own."""
