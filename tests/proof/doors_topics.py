"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from prizes.enums import Vocabulary
from tests.prizes.factories import TermFactory
from tests.proof.door import PUBLIC, Door, once


def address_of_a_topic(world):
    return ["technology", TermFactory(vocabulary=Vocabulary.TECHNOLOGY).slug]


DOORS = {"topics:index": Door(PUBLIC), "topics:topic": Door(PUBLIC, once(address_of_a_topic))}
