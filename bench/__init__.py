"""Measures of speed: each as a median and as a ratio to a baseline taken in the same run. Never a test."""
