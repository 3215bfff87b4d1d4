"""Papers and returns as PDF; the only package that knows ReportLab."""
