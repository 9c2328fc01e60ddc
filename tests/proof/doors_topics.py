"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

DOORS = {}
