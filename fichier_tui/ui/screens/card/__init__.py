"""The card of one contact: who it is, what happened, what is to be done; and the forms that write it."""
