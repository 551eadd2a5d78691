"""What colleagues may rely on: promises, made to somebody about something, for a day."""
