"""The one door to a solver of integer programmes."""
