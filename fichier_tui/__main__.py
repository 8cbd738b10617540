"""`python -m fichier_tui` is the same as the command `fichier`."""

from fichier_tui.cli import main

if __name__ == "__main__":
    main()
