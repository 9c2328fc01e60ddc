"""How rubrics, ties, rounds and empty panels travel to another year. Jurors, entries and marks stay where they are."""

from judging.actions.rubrics import copy_rubric
from judging.models import BarLevel, Criterion, Panel, Round, RoundCategory, Rubric, TieKind
from prizes.clock import moved_between
from prizes.copying import categories_by_key, register_copier, twin


def copy_judging(source, target, by):
    rubrics = _copy_rubrics(source, target)
    _copy_ties(source, target)
    for round in Round.objects.filter(edition=source):
        _copy_round(round, source, target, rubrics)


def _copy_rubrics(source, target):
    """The newest version of each rubric, as the first of its own year; returned by key."""
    newest = {rubric.key: rubric for rubric in Rubric.objects.filter(edition=source).order_by("version")}
    return {key: copy_rubric(rubric, edition=target, version=1) for key, rubric in newest.items()}


def _copy_ties(source, target):
    TieKind.objects.bulk_create(twin(tie, edition=target) for tie in TieKind.objects.filter(edition=source))


def _copy_round(round, source, target, rubrics):
    copy = twin(
        round,
        edition=target,
        opens_at=moved_between(round.opens_at, source=source, target=target),
        closes_at=moved_between(round.closes_at, source=source, target=target),
    )
    copy.save()
    categories = categories_by_key(target)
    for round_category in RoundCategory.objects.filter(round=round).select_related("category", "rubric"):
        _copy_round_category(round_category, copy, categories, rubrics)
    for panel in Panel.objects.filter(round=round).prefetch_related("categories"):
        panel_copy = twin(panel, round=copy)
        panel_copy.save()
        panel_copy.categories.set([categories[category.key] for category in panel.categories.all()])


def _copy_round_category(round_category, round, categories, rubrics):
    rubric = rubrics[round_category.rubric.key]
    copy = twin(round_category, round=round, category=categories[round_category.category.key], rubric=rubric)
    copy.save()
    criteria = {criterion.key: criterion for criterion in Criterion.objects.filter(rubric=rubric)}
    bars = BarLevel.objects.filter(round_category=round_category).select_related("criterion")
    BarLevel.objects.bulk_create(
        twin(bar, round_category=copy, criterion=criteria[bar.criterion.key])
        for bar in bars
        if bar.criterion.key in criteria
    )


register_copier("judging", copy_judging)
