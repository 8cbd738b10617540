"""To write to contacts: by e-mail, by SMS, by letter; and what was sent."""
