"""What radlane says of itself: logs."""
