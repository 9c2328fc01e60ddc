from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.rules import NotAllowed
from accounts.typed import whole_number
from nominations import fields, rules, safety, windows
from nominations.actions import Save, remove_attachment, save_answers, upload_file, values_of
from nominations.actions.answers import touched
from nominations.actions.attachments import CHUNK_BYTES
from nominations.forms import DraftForm
from nominations.next_steps import next_steps
from nominations.progress import progress_of
from nominations.questionnaire import current_questionnaire
from nominations.text import count_words
from nominations.views.common import find_nomination


@dataclass
class Row:
    """One question on the draft page, with what was saved, what is attached and what somebody else wrote meanwhile."""

    asked: object
    field: object
    value: object
    revision: int = 0
    answer: object = None
    conflict: object = None
    theirs: object = None

    @property
    def words(self):
        return count_words(self.value) if isinstance(self.value, str) else 0

    @property
    def attachments(self):
        return self.value or [] if self.asked.is_file else []


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    note: str = ""
    current: bool = False


@login_required
def draft(request, pk, section=None):
    """A section of the draft as a plain form; the script on the page saves the same answers one by one."""
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    if not rules.may_edit(request.user, nomination):
        return redirect("nominations:detail", nomination.pk)
    questionnaire = current_questionnaire(nomination.category, nomination.language)
    if questionnaire is None or not questionnaire.sections:
        raise Http404
    if section is None:
        return redirect("nominations:draft_section", nomination.pk, questionnaire.sections[0].key)
    chosen = questionnaire.section(section)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        return save_section(request, nomination, questionnaire, chosen)
    return draft_page(request, nomination, questionnaire, chosen)


def save_section(request, nomination, questionnaire, section):
    form = DraftForm(request.POST, request.FILES, section=section, values={})
    form.is_valid()
    conflicts = keep_answers(request, nomination, form)
    save_files(request, nomination, form)
    if conflicts or form.errors:
        return draft_page(request, nomination, questionnaire, section, form=form, conflicts=conflicts)
    messages.success(request, _("Saved."))
    return redirect(after_saving(request, nomination, questionnaire, section))


def keep_answers(request, nomination, form):
    """The answers that somebody else changed meanwhile, by question key; the others are saved."""
    saves = [Save(key, value, base_revision(request, key)) for key, value in form.answers()]
    outcomes = save_answers(nomination=nomination, saves=touched(nomination, saves), by=request.user)
    return {key: outcome for key, outcome in outcomes.items() if outcome.is_conflict}


def save_files(request, nomination, form):
    for name, asked in form.asked.items():
        file = request.FILES.get(name)
        if not (asked.is_file and file):
            continue
        try:
            upload_file(nomination=nomination, question_key=asked.key, file=file, by=request.user)
        except ValidationError as refusal:
            form.add_error(name, refusal.messages)


def base_revision(request, key):
    return whole_number(request.POST.get(f"base-{key}", "")) or 0


def after_saving(request, nomination, questionnaire, section):
    if "stay" in request.POST:
        return reverse("nominations:draft_section", args=[nomination.pk, section.key])
    keys = [each.key for each in questionnaire.sections]
    following = keys[keys.index(section.key) + 1 :]
    if not following:
        return reverse("nominations:submit", args=[nomination.pk])
    return reverse("nominations:draft_section", args=[nomination.pk, following[0]])


def draft_page(request, nomination, questionnaire, section, *, form=None, conflicts=None):
    values = values_of(nomination)
    answers = {answer.question_key: answer for answer in nomination.answers.select_related("saved_by")}
    form = form or DraftForm(section=section, values=values)
    progress = progress_of(questionnaire, values)
    rows = [row_of(asked, form, values, answers.get(asked.key), conflicts or {}) for asked in section.questions]
    response = render(
        request,
        "nominations/draft.html",
        {
            "nomination": nomination,
            "edition": nomination.edition,
            "deadline": windows.deadline_of(nomination),
            "step": next_steps([nomination])[nomination.pk],
            "questionnaire": questionnaire,
            "section": section,
            "form": form,
            "rows": rows,
            "progress": progress,
            "links": section_links(nomination, progress, section),
            "accepted": safety.ACCEPTED,
            "allowed_text": safety.ALLOWED_TEXT,
            "chunk_bytes": CHUNK_BYTES,
            "max_bytes": safety.MAX_BYTES,
        },
    )
    # A page from the browser's store would show an older text as if it were the newest.
    add_never_cache_headers(response)
    return response


def row_of(asked, form, values, answer, conflicts):
    conflict = conflicts.get(asked.key)
    return Row(
        asked=asked,
        field=form[fields.field_name(asked.key)],
        value=values.get(asked.key),
        revision=answer.revision if answer else 0,
        answer=answer,
        conflict=conflict,
        theirs=fields.show(asked, conflict.theirs) if conflict else None,
    )


def section_links(nomination, progress, section):
    links = [
        Link(
            each.section.label,
            reverse("nominations:draft_section", args=[nomination.pk, each.section.key]),
            each.note,
            current=section is not None and each.section.key == section.key,
        )
        for each in progress.sections
    ]
    preview = Link(_("Read as the jury will"), reverse("nominations:preview", args=[nomination.pk]))
    submit = Link(_("Check and submit"), reverse("nominations:submit", args=[nomination.pk]), current=section is None)
    return [*links, preview, submit]


@login_required
@require_POST
def remove_file(request, pk, attachment):
    nomination = find_nomination(request.user, pk, rules.is_collaborator)
    found = nomination.attachments.filter(pk=attachment, removed_at=None).first()
    if found is None:
        raise Http404
    questionnaire = current_questionnaire(nomination.category, nomination.language)
    try:
        remove_attachment(attachment=found, by=request.user)
    except NotAllowed:
        return redirect("nominations:detail", nomination.pk)
    messages.success(request, _("“%(name)s” was taken off.") % {"name": found.name})
    if found.question_key not in questionnaire.questions:
        return redirect("nominations:draft", nomination.pk)
    section = questionnaire.section_of(found.question_key)
    return redirect("nominations:draft_section", nomination.pk, section.key)
