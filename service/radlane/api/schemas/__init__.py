"""What answers look like on the wire."""
