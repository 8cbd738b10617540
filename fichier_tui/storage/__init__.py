"""The encrypted file, its tables, its verbs: the only room that knows Peewee and SQLCipher."""
