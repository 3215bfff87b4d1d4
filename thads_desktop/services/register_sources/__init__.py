"""Rows of registers: one function for each source of ``documents/register_sources``, all derived from events."""
