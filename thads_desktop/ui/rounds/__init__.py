"""The sections of the place "Xác minh": trips, what came back, the forecast, what is published, the archive."""
