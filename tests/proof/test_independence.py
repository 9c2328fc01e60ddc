"""A juror sees nothing of another's marks: the other marks low, then high, and every page stays as it was."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from judging.actions import save_mark, save_remark
from judging.models import Scorecard
from tests.accounts.factories import PersonFactory, SuperuserFactory, staff
from tests.judging.factories import open_round_with_entries, ready_juror, seat, secretary_of
from tests.nominations.factories import CollaboratorFactory
from tests.proof.reading import Readers, differences

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
VALUES = ("1", "5")


class Jury:
    """An open round of two entries: one juror marks, the others look on."""

    def __init__(self, **round_fields):
        self.round, self.entries = open_round_with_entries(2, **round_fields)
        self.other = ready_juror(self.entries)
        self.people = {
            "juror": ready_juror(self.entries),
            "chair who scores": ready_juror(self.entries, is_chair=True),
            "deputy who scores": ready_juror(self.entries, is_deputy=True),
            "seated": seat(self.round),
            "entrant": CollaboratorFactory(nomination=self.entries[0].nomination).person,
            "editor": staff("editor", self.round.edition.prize),
            "auditor": staff("auditor", self.round.edition.prize),
            "neighbour": staff(),
            "stranger": PersonFactory(),
            "superuser": SuperuserFactory(),
        }

    def mark(self, value):
        for entry in self.entries:
            card = Scorecard.objects.get(candidacy=entry, juror=self.other)
            for key in ("criterion-1", "criterion-2"):
                self.save(save_mark, card, criterion_key=key, value=value)
            for kind in ("private", "jury", "entrant"):
                self.save(save_remark, card, kind=kind, text=f"It deserves {value} and {value}.")

    def save(self, action, card, **what):
        action(scorecard=card, client_id=uuid4(), base_revision=0, by=self.other, **what)

    def pages(self):
        found = f"{reverse('judging:search')}?q=deserves"
        pages = [reverse("judging:queue"), found, reverse("nominations:mine"), "/search/?q=deserves"]
        named = ("declare", "my_marks", "hand_in", "round", "conflicts", "results", "decisions", "release")
        pages += [reverse(f"judging:{name}", args=[self.round.pk]) for name in (*named, "rule_on_tie", "seal_figures")]
        for entry in self.entries:
            pages.append(reverse("judging:entry", args=[entry.pk]))
            pages += [reverse(f"judging:{name}", args=[self.round.pk, entry.pk]) for name in ("result", "decide")]
            pages.append(reverse("nominations:detail", args=[entry.nomination_id]))
        return pages

    def read_beside(self, value, readers):
        with transaction.atomic():
            self.mark(value)
            read = readers.read()
            transaction.set_rollback(True)
        return read


@pytest.mark.parametrize("blind", [False, True])
def test_nobody_who_scores_sees_what_another_gave(blind):
    jury = Jury(blind=blind)
    readers = Readers((name, person, jury.pages()) for name, person in jury.people.items())

    low, high = (jury.read_beside(value, readers) for value in VALUES)

    assert differences(low, high) == []


def test_office_that_does_not_score_sees_it():
    """That the comparison sees what it looks for."""
    jury = Jury()
    readers = Readers([("office", secretary_of(jury.round), jury.pages())])

    low, high = (jury.read_beside(value, readers) for value in VALUES)

    assert f"office: {reverse('judging:results', args=[jury.round.pk])}" in differences(low, high)
