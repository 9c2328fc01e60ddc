"""The back-office editor of entry forms."""
