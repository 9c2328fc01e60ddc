"""The list of nominations, and one nomination as the prize office reads it."""

from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, TitleColumn

from accounts.backoffice.views import HouseIndexView, HouseInspectView, act_url, actor_name, names_of
from audit.models import Event
from nominations.actions import look_at
from nominations.freezing import verify_submission
from nominations.models import Nomination, Submission
from nominations.office import saved
from nominations.office.finding import Finding
from nominations.office.parts import list_parts
from nominations.office.steps import office_step
from nominations.reading import read_submission
from prizes.eligibility import is_met

LOOKED_AT = "nomination.looked_at"


class EntryColumn(TitleColumn):
    """With what was found in its text beneath its title."""

    cell_template_name = "nominations/office/title_cell.html"


class NominationIndexView(HouseIndexView):
    export_headings = {
        "reference_code": gettext_lazy("Reference"),
        "organisation.name": gettext_lazy("Company"),
        "organisation.city": gettext_lazy("City"),
        "organisation.state": gettext_lazy("State"),
        "edition.name": gettext_lazy("Edition"),
        "category.name": gettext_lazy("Category"),
        "get_state_display": gettext_lazy("Stands at"),
        "submitted_locally": gettext_lazy("Submitted"),
        "attachment_count": gettext_lazy("Attachments"),
        "contacts": gettext_lazy("Contacts"),
        "screening_reason": gettext_lazy("Reason, or what was asked for"),
    }

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.list_export = [*self.list_export, *self.part_columns]
        self.export_headings = self.export_headings | {
            name: heading for name, (heading, _value) in self.part_columns.items()
        }

    @cached_property
    def chosen(self):
        """What the filters say; nothing while they cannot be read or are refused."""
        return self.filters.form.cleaned_data if self.filters.is_valid() else {}

    @cached_property
    def part_columns(self):
        """Columns of a file that other apps add."""
        if not self.is_export:
            return {}
        return {name: column for part in list_parts() for name, column in part.export_columns(self.chosen).items()}

    @cached_property
    def columns(self):
        ticks = [BulkActionsCheckboxColumn("bulk_actions", obj_type="nomination")] if self.may_act else []
        # No menu of acts on each row: who decides has opened the entry first, or ticks it for the bulk act.
        title = EntryColumn(
            "title",
            label=_("Title"),
            accessor=str,
            sort_key="title",
            get_url=self.get_inspect_url,
            get_title_id=lambda nomination: f"nomination_{quote(nomination.pk)}_title",
        )
        more = [column for part in list_parts() for column in part.columns(self.chosen)]
        # What was asked for stands beside the title: on a phone the rest is out of sight.
        return [*ticks, title, *more, *self.list_display]

    @cached_property
    def may_act(self):
        return self.viewset.policy.user_has_permission(self.request.user, "act")

    def get_base_queryset(self):
        nominations = super().get_base_queryset().with_attachment_count()
        for part in list_parts():
            nominations = part.annotated(nominations, self.request.user, self.chosen, is_export=self.is_export)
        return nominations.with_contacts() if self.is_export else nominations

    def filter_queryset(self, queryset):
        """Filters that cannot be answered show nothing, and say so: to leave them out would show too much."""
        return super().filter_queryset(queryset) if self.filters.is_valid() else queryset.none()

    def get_ordering(self):
        """Words ask for the best first, unless another order is asked for."""
        return "" if self.is_searching and not self.is_explicitly_ordered else super().get_ordering()

    def order_queryset(self, queryset):
        """What was never submitted, or has no reference, comes last, on every database."""
        if not self.ordering:
            return queryset
        field = F(self.ordering.removeprefix("-"))
        direction = field.desc if self.ordering.startswith("-") else field.asc
        return queryset.order_by(direction(nulls_last=True), "-created_at", "pk")

    @cached_property
    def finding(self):
        return Finding(self.search_query, self.visible_rows(), self.search_fields) if self.is_searching else None

    def search_queryset(self, queryset):
        if self.finding is None:
            return queryset
        found = self.finding.within(queryset)
        return found if self.ordering else self.finding.by_relevance(found)

    def get_table(self, object_list):
        if self.finding and not self.is_export:
            self.finding.add_excerpts(object_list)
        return super().get_table(object_list)

    def get_context_data(self, **kwargs):
        shown = saved.kept(self.request.GET)
        links = saved.links_for(self.request.user, shown)
        is_saved = any(link["current"] for link in links)
        context = super().get_context_data(**kwargs) | {
            "refusals": [(self.filters.form[name].label, errors) for name, errors in self.filters.form.errors.items()],
            "without_refused": self.list_url_without_refused(),
            "saved_filters": links,
            "save_url": f"{reverse('saved_filter:add')}?{shown}" if shown and self.chosen and not is_saved else "",
        }
        return context | (self.told_of_words() if self.finding else {})

    def list_url_without_refused(self):
        form = self.filters.form
        params = [param for name in form.errors for param in saved.params_of(name, form.fields[name].widget)]
        return saved.list_url_without(self.request.GET, *params)

    def told_of_words(self):
        """What is said of the words that were typed."""
        others = saved.list_url_without(self.request.GET, self.search_kwarg)
        better = self.finding.matches.did_you_mean
        return {
            "finding": self.finding,
            "better_url": f"{others}&{urlencode({self.search_kwarg: better})}" if better else "",
            "best_first_url": saved.list_url_without(self.request.GET, "ordering") if self.ordering else "",
        }

    def to_row_dict(self, nomination):
        nomination.submitted_locally = local_text(nomination.submitted_at, nomination.edition)
        nomination.contacts = [f"{each.person.name} <{each.person.email}>" for each in nomination.contact_rows]
        for name, (_heading, value) in self.part_columns.items():
            setattr(nomination, name, value(nomination))
        return super().to_row_dict(nomination)

    def render_to_response(self, context, **response_kwargs):
        response = super().render_to_response(context, **response_kwargs)
        if hasattr(response, "render"):
            # Written out before the record is locked: others who save must not wait for this page.
            response.render()
        for part in list_parts():
            part.note_look(self.request.user, self.chosen, is_export=self.is_export)
        return response


def told(moment, edition):
    return date_format(moment.astimezone(edition.zone), "SHORT_DATETIME_FORMAT") if moment else ""


def local_text(moment, edition):
    """For a file: sorts as text, and spreadsheets read it as a date."""
    return f"{moment.astimezone(edition.zone):%Y-%m-%d %H:%M %Z}" if moment else ""


class NominationInspectView(HouseInspectView):
    """What was submitted, and all that the office needs to decide. Each look is an event."""

    page_title = gettext_lazy("Nomination")

    def get(self, request, *args, **kwargs):
        look_at(nomination=self.object, by=request.user)
        return super().get(request, *args, **kwargs)

    def get_fields(self):
        """The page is written out in its template."""
        return []

    def get_context_data(self, **kwargs):
        nomination, submissions = self.object, self.submissions
        shown = self.chosen(submissions)
        step = office_step(nomination)
        acts = self.offered_acts()
        return super().get_context_data(**kwargs) | {
            "edition": nomination.edition,
            "submission": shown,
            "submissions": submissions,
            "sections": read_submission(shown) if shown else [],
            "verification": verify_submission(shown) if shown else None,
            "conditions": conditions(nomination, shown),
            "collaborators": nomination.collaborators.select_related("person"),
            "extensions": nomination.extensions.select_related("granted_by"),
            "attachments": nomination.attachments.on_draft(),
            "duplicates": self.duplicates(),
            "history": history(nomination, submissions),
            "looks": Event.objects.about(nomination).filter(verb=LOOKED_AT).count(),
            "step": step,
            "likely_acts": [acts[name] for name in step.acts if name in acts],
            "other_acts": [button for name, button in acts.items() if name not in step.acts],
            "next_to_screen": self.next_to_screen(),
        }

    @cached_property
    def submissions(self):
        return list(
            self.object.submissions.select_related("form__category__edition", "submitted_by").order_by("-number")
        )

    def chosen(self, submissions):
        """The one that the address names, or the newest."""
        wanted = self.request.GET.get("submission", "")
        return next((each for each in submissions if str(each.number) == wanted), next(iter(submissions), None))

    def offered_acts(self):
        person, nomination, viewset = self.request.user, self.object, self.viewset
        return {
            name: {"label": view.page_title, "url": act_url(viewset, name, nomination), "destructive": view.destructive}
            for name, view in viewset.acts.items()
            if view.offered_for(nomination)
            and viewset.policy.user_has_permission_for_instance(person, "act", nomination)
        }

    def duplicates(self):
        alike = self.visible_rows().likely_duplicates_of(self.object).not_final()
        return [(row, reverse(self.viewset.get_url_name("inspect"), args=[row.pk])) for row in alike[:10]]

    def next_to_screen(self):
        """The one of the same edition that has waited longest, so that the office works through them without the list."""
        waiting = self.visible_rows().waiting_for_office().filter(edition=self.object.edition_id)
        row = waiting.exclude(pk=self.object.pk).order_by("submitted_at", "pk").first()
        return row and {"row": row, "url": reverse(self.viewset.get_url_name("inspect"), args=[row.pk])}


def conditions(nomination, submission):
    """Each condition of entry with the answer that was given and whether it is met by the rules of today."""
    answers = submission.eligibility_answers if submission else nomination.eligibility_answers
    rules = nomination.edition.eligibility_rules.prefetch_related("options")
    version = submission.eligibility_version if submission else nomination.eligibility_version
    rows = [
        {"rule": rule, "answer": spoken_answer(rule, answers.get(rule.key)), "met": is_met(rule, answers.get(rule.key))}
        for rule in rules
    ]
    return {"rows": rows, "version": version, "current": version == nomination.edition.eligibility_version}


def spoken_answer(rule, answer):
    if answer is None:
        return _("No answer")
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    return next((option.label for option in rule.options.all() if option.key == answer), str(answer))


def history(nomination, submissions):
    """What happened to it and to its submissions, newest first; looks are counted instead."""
    of_submissions = Q(
        target_type=Submission._meta.label_lower, target_id__in=[str(submission.pk) for submission in submissions]
    )
    of_nomination = Q(target_type=Nomination._meta.label_lower, target_id=str(nomination.pk))
    events = list(Event.objects.filter(of_nomination | of_submissions).exclude(verb=LOOKED_AT).order_by("-position"))
    names = names_of(event.actor for event in events)
    return [
        {"what": event.verb_label, "who": actor_name(event.actor, names), "when": event.occurred_at} for event in events
    ]
