"""The counter: one line that says who came, what was bought and what comes next; one list of whom it may mean."""
