from nominations.editor.viewsets import FormViewSet, QuestionViewSet, SectionViewSet
from nominations.office.saved import SavedFilterViewSet
from nominations.office.viewsets import NominationViewSet
from tests.accounts.viewset_walk import Walk, register_walk
from tests.nominations.factories import (
    FormFactory,
    NominationFactory,
    QuestionFactory,
    SavedFilterFactory,
    SectionFactory,
)
from tests.prizes.factories import CategoryFactory


def form_of(prize):
    return FormFactory(category=category_of(prize))


def category_of(prize):
    return CategoryFactory(edition__prize=prize)


def options():
    counts = {"TOTAL": 0, "INITIAL": 0, "MIN_NUM": 0, "MAX_NUM": 1000}
    return {f"options-{name}_FORMS": count for name, count in counts.items()}


register_walk(
    FormViewSet,
    Walk(
        row=form_of,
        add=lambda prize: {"category": category_of(prize).pk, "stage": "entry", "introduction": "Welcome."},
        change=lambda form: {"introduction": "Write plainly."},
    ),
)
register_walk(
    SectionViewSet,
    Walk(
        row=lambda prize: SectionFactory(form=form_of(prize)),
        change=lambda section: {"label": "Another label", "key": section.key},
    ),
)
register_walk(
    QuestionViewSet,
    Walk(
        row=lambda prize: QuestionFactory(section__form=form_of(prize)),
        change=lambda question: (
            options()
            | {
                "label": "Another label?",
                "key": question.key,
                "kind": question.kind,
                "section": question.section_id,
                "audience": question.audience,
            }
        ),
    ),
)
register_walk(
    SavedFilterViewSet,
    Walk(
        row=lambda prize: SavedFilterFactory(prize=prize),
        add=lambda prize: {"name": "To screen", "prize": prize.pk, "query": "state=submitted"},
        change=lambda saved: {"name": "Another name"},
    ),
)
register_walk(NominationViewSet, Walk(row=lambda prize: NominationFactory(category=category_of(prize), handed_in=True)))
