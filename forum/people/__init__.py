"""Who is here: members, their discipline and scope, and who is signed in."""
