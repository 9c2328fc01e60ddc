"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from tests.network.factories import ProfileFactory
from tests.proof.door import PUBLIC, Door, once

DOORS = {"directory:profile": Door(PUBLIC, once(lambda world: [ProfileFactory().slug]))}
