"""What moderators look after: so far the words that the guard takes for names, and its misses."""
