"""The doorbell: pages hear that something changed, and fetch it as their own reader may."""
