"""Telling people: letters in an outbox, delivered later and never lost."""
