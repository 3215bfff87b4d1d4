"""The event log and its projections in one SQLite file; the only package that knows SQLAlchemy."""
