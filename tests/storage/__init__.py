"""The event log on real files."""
