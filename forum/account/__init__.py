"""The way in and out: joining, confirming an address, signing in, a new password."""
