"""Office program for civil judgment enforcement offices: one dated event log, everything else derived from it."""

__version__ = "0.1.0"
