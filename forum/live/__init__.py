"""The doorbell: pages hear that something changed, and fetch it under their own reader's permissions."""
