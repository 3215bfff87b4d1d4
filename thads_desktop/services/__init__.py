"""One module for each thing people do; commands in, frozen results out."""
