"""What is sent to contacts: e-mails, text messages, letters on paper; one format a module."""
