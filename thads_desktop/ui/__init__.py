"""The window, in Vietnamese; the only package that knows PySide6."""
