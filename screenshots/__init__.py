"""The pictures of the program: `python -m screenshots.make` draws each scene anew; a test tells when one is stale."""
