"""The journal: its lines, their chain, and how what they tell is taken back."""
