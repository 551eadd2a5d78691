"""Cases: what a therapist is stuck on, told so that nobody is recognised, and what came of it."""
