"""Unified Procedure Steps both ways: radlane's own worklist, and performing for one elsewhere."""
