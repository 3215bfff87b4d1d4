"""Tables of terms and dates against the law data."""
