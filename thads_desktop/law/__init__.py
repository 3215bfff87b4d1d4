"""Law as dated data with citations: terms, grounds, working calendar, deadlines."""
