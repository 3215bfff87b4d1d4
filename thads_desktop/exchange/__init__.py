"""What enters and leaves as files: workbooks, signed packages, keys."""
