"""Office program for civil judgment enforcement offices: one dated event log, everything else derived from it."""

import os

__version__ = "0.1.0"

# Workbooks are written by Python's own XML, whatever else lies beside the program: the same bytes everywhere.
os.environ.setdefault("OPENPYXL_LXML", "False")
