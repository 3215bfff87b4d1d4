"""Taking over an old register: raw rows in; findings, repaired matters and dated events out. Pure."""
