"""Acts on entry forms. A form is frozen by its first submission; from then on every one of these but the correction refuses."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules import demand
from audit.record import record_event
from nominations import rules
from nominations.copying import copy_form
from nominations.enums import QuestionKind
from nominations.models import Answer, Form, Question, Section
from prizes.keys import free_key, give_keys

FROZEN = gettext_lazy(
    "This form is frozen since it was first submitted. Correct it by a new version; what was submitted keeps the old one."
)


@transaction.atomic
def create_form(*, form, by):
    """A first, empty form for a category and stage."""
    demand_may_edit(form, by)
    refuse_second_form(form.category, form.stage)
    form.save()
    record_event("form.created", target=form, by=by, details={"category": form.category_id, "stage": form.stage})
    return form


@transaction.atomic
def copy_form_to_category(*, form, category, by):
    """The same questions for another category that has no form yet at this stage."""
    demand_may_edit(form, by)
    refuse_second_form(category, form.stage)
    copy = copy_form(form, category=category, version=1, correction="")
    demand_may_edit(copy, by)
    record_event("form.created", target=copy, by=by, details={"copied_from": form.pk, "category": category.pk})
    return copy


@transaction.atomic
def correct_form(*, form, reason, by):
    """A new version for what is still to be submitted. Drafts go on with it; what was submitted keeps its own."""
    form = Form.objects.select_for_update().get(pk=form.pk)
    demand_may_edit(form, by)
    if not form.frozen_at:
        raise ValidationError(_("Nothing was submitted on this form yet. Change it as it is."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the form is corrected.")})
    newest = Form.objects.filter(category=form.category, stage=form.stage).aggregate(newest=Max("version"))["newest"]
    if form.version != newest:
        raise ValidationError(_("Version %(newest)s has replaced this one already. Correct that.") % {"newest": newest})
    corrected = copy_form(form, version=newest + 1, correction=reason.strip())
    details = {"corrects": form.pk, "version": corrected.version, "reason": corrected.correction}
    record_event("form.corrected", target=corrected, by=by, details=details)
    return corrected


@transaction.atomic
def edit_form(*, form, by):
    locked_for_change(form, by)
    form.save(update_fields=["introduction"])
    record_event("form.changed", target=form, by=by, details={"part": "introduction"})
    return form


@transaction.atomic
def delete_form(*, form, by):
    locked_for_change(form, by)
    pk = form.pk
    form.delete()
    # Deleting clears the key, and the event still has to say which form it was.
    form.pk = pk
    record_event("form.deleted", target=form, by=by, details={"category": form.category_id, "version": form.version})


@transaction.atomic
def save_section(*, section, by):
    """Add it, or keep its changes. A section typed without a key gets one from its label."""
    form = locked_for_change(section.form, by)
    act = "changed" if section.pk else "added"
    if not section.pk:
        section.position = next_position(form.sections)
    give_key(section, form.sections)
    section.full_clean()
    section.save()
    record_part(form, "section", section.key, act, by)
    return section


@transaction.atomic
def delete_section(*, section, by):
    form = locked_for_change(section.form, by)
    if section.questions.exists():
        raise ValidationError(_("Move or delete the questions of this section first."))
    section.delete()
    record_part(form, "section", section.key, "deleted", by)


@transaction.atomic
def save_question(*, question, by):
    """Add it, or keep its changes, with the options that it carries in memory."""
    form = locked_for_change(question.form, by)
    act = "changed" if question.pk else "added"
    if not question.pk:
        question.position = next_position(form.questions)
    give_key(question, form.questions)
    give_keys(question.options.all(), lambda option: option.label)
    refuse_unsound(question)
    refuse_orphaned_answers(question)
    question.full_clean()
    question.save()
    record_part(form, "question", question.key, act, by)
    return question


@transaction.atomic
def delete_question(*, question, by):
    """What drafts answered is kept in their rows, and is back when a question has this key again."""
    form = locked_for_change(question.form, by)
    question.delete()
    record_part(form, "question", question.key, "deleted", by)


@transaction.atomic
def move_part(*, part, up, by):
    """One place up or down: a section within its form, a question within its section."""
    form = locked_for_change(part.form, by)
    siblings = list(siblings_of(part).order_by("position", "pk"))
    place = siblings.index(part)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(siblings):
        return
    siblings[place], siblings[other] = siblings[other], siblings[place]
    for position, sibling in enumerate(siblings):
        sibling.position = position
    type(part).objects.bulk_update(siblings, ["position"])
    record_part(form, part._meta.model_name, part.key, "moved", by)


def siblings_of(part):
    if isinstance(part, Section):
        return Section.objects.filter(form=part.form_id)
    return Question.objects.filter(section=part.section_id)


def demand_may_edit(form, by):
    demand(by is None or rules.may_edit_forms(by, form), _("Only the prize office changes a form."))


def locked_for_change(form, by):
    """The form, held until the end of the act: a submission that freezes it waits, or has frozen it before."""
    form = Form.objects.select_for_update(of=("self",)).select_related("category__edition__prize").get(pk=form.pk)
    demand_may_edit(form, by)
    if form.frozen_at:
        raise ValidationError(FROZEN, code="frozen")
    return form


def record_part(form, part, key, act, by):
    record_event("form.changed", target=form, by=by, details={"part": part, "key": key, "act": act})


def next_position(rows):
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def give_key(part, siblings):
    if not part.key:
        part.key = free_key(part.label, set(siblings.values_list("key", flat=True)))


def refuse_second_form(category, stage):
    if Form.objects.filter(category=category, stage=stage).exists():
        raise ValidationError(
            {"category": _("%(category)s already has a form for this stage.") % {"category": category}}
        )


def refuse_unsound(question):
    """What no field can see alone."""
    if question.section.form_id != question.form_id:
        raise ValidationError({"section": _("This section belongs to another form.")})
    options = question.options.all()
    if question.has_options and not question.vocabulary and len(options) < 2:
        raise ValidationError(_("A choice needs two options or a vocabulary."))
    if options and (not question.has_options or question.vocabulary):
        raise ValidationError(_("Only a choice without a vocabulary has options of its own."))
    if question.kind == QuestionKind.TABLE and not question.years:
        raise ValidationError({"years": _("Say which years the table asks for.")})


def refuse_orphaned_answers(question):
    """Drafts may have begun: what they answered must still be found, and still be an answer."""
    stored = Question.objects.filter(pk=question.pk).first()
    if stored is None or (stored.key, stored.kind) == (question.key, question.kind):
        return
    answers = Answer.objects.filter(nomination__category=question.form.category_id, question_key=stored.key)
    if answers.exclude(value=None).exists():
        field = "key" if stored.key != question.key else "kind"
        raise ValidationError({field: _("Drafts have answered this question already. Ask a new one instead.")})
