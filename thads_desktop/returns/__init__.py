"""Statistical returns as data: facts of obligation lines, cells with evidence, identities, consolidation."""
