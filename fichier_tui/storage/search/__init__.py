"""Finding a contact by what one types."""
