"""The prize office at work on nominations: the list, one entry, the acts of screening."""
