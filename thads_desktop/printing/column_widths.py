"""Widths of the columns of a printed table: as those of every table (``domain/table_widths.py``)."""

from thads_desktop.domain.table_widths import figures, shared

__all__ = ["figures", "shared"]
