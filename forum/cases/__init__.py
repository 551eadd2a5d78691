"""Cases: what a therapist is stuck on, told so that no client can be recognised, and what came of it."""
