"""The started program."""
