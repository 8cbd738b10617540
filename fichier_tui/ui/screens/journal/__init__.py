"""What was done in the file, by whom, when; and taken back, also days later."""
