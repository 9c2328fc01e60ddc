"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from tests.network.factories import ProfileFactory
from tests.proof.door import PUBLIC, Door

DOORS = {"directory:profile": Door(PUBLIC, lambda world: [ProfileFactory().slug])}
