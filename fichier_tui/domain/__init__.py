"""The rules of the trade, pure: no clock, no file, no screen, no language."""
