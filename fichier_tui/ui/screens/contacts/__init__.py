"""The home of the program: the list of contacts, what is typed to search it, and a look at the one under the cursor."""
