"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from tests.network.factories import ProfileFactory
from tests.proof.door import PUBLIC, Door, once

company = once(lambda world: [ProfileFactory().slug])

DOORS = {
    "directory:index": Door(PUBLIC),
    "directory:export": Door(PUBLIC),
    "directory:compare": Door(PUBLIC, query=lambda world: {"company": company(world)}),
    "directory:profile": Door(PUBLIC, company),
}
