"""What moderators look after: reports, first steps, registrations, a log, and the guard's words."""
