"""The front page for strangers, the desk for members, and the demo's mailbox."""
