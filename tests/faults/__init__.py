"""Death, damage, full and read-only disks."""
