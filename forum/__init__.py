"""Weft: the place where therapists think together, and no client is ever in the room."""
