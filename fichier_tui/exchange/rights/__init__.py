"""What a person may ask for of its own data, as files: everything, or what it gave itself."""
