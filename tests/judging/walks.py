from judging.models import Concern
from judging.office.viewsets import (
    AssignmentViewSet,
    CandidacyViewSet,
    ConcernViewSet,
    DeclarationViewSet,
    PanelViewSet,
    RoundCategoryViewSet,
    RoundViewSet,
    RubricViewSet,
    ScorecardViewSet,
    SeatViewSet,
    TieKindViewSet,
)
from tests.accounts.viewset_walk import Walk, register_walk
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    DeclarationFactory,
    PanelFactory,
    RoundCategoryFactory,
    RoundFactory,
    ScorecardFactory,
    SeatFactory,
    TieKindFactory,
    full_rubric,
)
from tests.prizes.factories import CategoryFactory, EditionFactory
from tests.prizes.typed import formset


def edition_of(prize):
    return EditionFactory(prize=prize)


def entry_of(prize):
    return CandidacyFactory(round_category__round__edition__prize=prize)


def round_fields(edition, **changes):
    return {
        "edition": edition.pk,
        "name": "First round",
        "kind": "scoring",
        "position": 1,
        "opens_at": "2031-03-01 09:00",
        "closes_at": "2031-03-20 17:00",
        "pledge_version": "1",
    } | changes


register_walk(
    RoundViewSet,
    Walk(
        row=lambda prize: RoundFactory(edition=edition_of(prize)),
        add=lambda prize: round_fields(edition_of(prize)),
        change=lambda round: round_fields(round.edition, name="Another name"),
    ),
)


def round_category_fields(prize):
    edition = edition_of(prize)
    return {
        "round": RoundFactory(edition=edition).pk,
        "category": CategoryFactory(edition=edition).pk,
        "rubric": full_rubric(edition).pk,
        "jurors_per_entry": 3,
        "places": 1,
    }


register_walk(
    RoundCategoryViewSet,
    Walk(
        row=lambda prize: RoundCategoryFactory(round__edition=edition_of(prize)),
        add=round_category_fields,
        change=lambda row: {"rubric": row.rubric_id, "jurors_per_entry": 5, "places": 2},
    ),
)


def rubric_fields(edition, rubric=None):
    return {"edition": edition.pk, "name": "Another rubric"} | formset("criteria")


register_walk(
    RubricViewSet,
    Walk(
        row=lambda prize: full_rubric(edition_of(prize)),
        add=lambda prize: rubric_fields(edition_of(prize)),
        change=lambda rubric: rubric_fields(rubric.edition),
    ),
)


def panel_fields(prize):
    round_category = RoundCategoryFactory(round__edition=edition_of(prize))
    return {"round": round_category.round_id, "name": "Makers", "categories": [round_category.category_id]}


def panel_of(prize):
    round_category = RoundCategoryFactory(round__edition=edition_of(prize))
    return PanelFactory(round=round_category.round, categories=[round_category.category])


register_walk(
    PanelViewSet,
    Walk(
        row=panel_of,
        add=panel_fields,
        change=lambda panel: {"name": "Another name", "categories": [row.pk for row in panel.categories.all()]},
    ),
)
register_walk(SeatViewSet, Walk(row=lambda prize: SeatFactory(panel=panel_of(prize))))


def tie_fields(edition, **changes):
    return {"edition": edition.pk, "label": "Supplier", "consequence": "disclose", "position": 1} | changes


register_walk(
    TieKindViewSet,
    Walk(
        row=lambda prize: TieKindFactory(edition=edition_of(prize)),
        add=lambda prize: tie_fields(edition_of(prize)),
        change=lambda tie: tie_fields(tie.edition, label="Customer"),
    ),
)
register_walk(CandidacyViewSet, Walk(row=entry_of))
register_walk(AssignmentViewSet, Walk(row=lambda prize: AssignmentFactory(candidacy=entry_of(prize))))
register_walk(ScorecardViewSet, Walk(row=lambda prize: ScorecardFactory(candidacy=entry_of(prize))))
register_walk(DeclarationViewSet, Walk(row=lambda prize: DeclarationFactory(edition=edition_of(prize))))
register_walk(
    ConcernViewSet,
    Walk(
        row=lambda prize: Concern.objects.create(
            assignment=AssignmentFactory(candidacy=entry_of(prize)), text="Two figures contradict each other."
        )
    ),
)
