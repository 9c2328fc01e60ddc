import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from nominations.enums import NominationState
from nominations.models import Extension, Nomination
from nominations.office.parts import list_parts
from prizes.models import Category, Edition

# A link that was kept may outlive what it names.
GONE = _("It is no longer there.")


class CategoryChoiceField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, category):
        return f"{category.name}, {category.edition.year}"


class CategoryFilter(django_filters.ModelChoiceFilter):
    field_class = CategoryChoiceField


class NominationFilterForm(forms.Form):
    """`person` is who asks. Nobody filters by what they are not shown: what is left would tell."""

    person = None

    def clean(self):
        chosen = super().clean()
        for part in list_parts():
            for name, why in part.refusals(self.person, chosen).items():
                self.add_error(name, why)
        return chosen


class NominationFilterSet(WagtailFilterSet):
    edition = django_filters.ModelChoiceFilter(
        queryset=Edition.objects.order_by("-year"), label=_("Edition"), error_messages={"invalid_choice": GONE}
    )
    category = CategoryFilter(
        queryset=Category.objects.select_related("edition").order_by("-edition__year", "position", "pk"),
        label=_("Category"),
        error_messages={"invalid_choice": GONE},
    )
    state = django_filters.MultipleChoiceFilter(
        choices=NominationState.choices, widget=forms.CheckboxSelectMultiple, label=_("State")
    )
    waiting = django_filters.BooleanFilter(
        method="by_waiting", widget=BooleanRadioSelect, label=_("Needs a decision of the office")
    )
    overdue = django_filters.BooleanFilter(
        method="by_overdue", widget=BooleanRadioSelect, label=_("Information overdue")
    )
    extended = django_filters.BooleanFilter(
        method="by_extension", widget=BooleanRadioSelect, label=_("Has an extension")
    )
    place = django_filters.CharFilter(method="by_place", label=_("Place (city, state or postal code)"))

    class Meta:
        model = Nomination
        form = NominationFilterForm
        fields = ["edition", "category", "state", "waiting", "overdue", "extended", "place"]

    @property
    def form(self):
        form = super().form
        form.person = self.request.user
        return form

    def by_waiting(self, nominations, name, wanted):
        return among(nominations, Nomination.objects.waiting_for_office(), wanted)

    def by_overdue(self, nominations, name, wanted):
        return among(nominations, Nomination.objects.overdue(), wanted)

    def by_extension(self, nominations, name, wanted):
        return among(nominations, Nomination.objects.filter(pk__in=Extension.objects.values("nomination")), wanted)

    def by_place(self, nominations, name, place):
        fields = ("city", "state", "postal_code")
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"organisation__{field}__istartswith": place.strip()})
        return nominations.filter(anywhere)


def with_parts(filterset_class):
    """With the filters that apps above this one add."""
    more = {name: each for part in list_parts() for name, each in part.filters.items()}
    return type(filterset_class.__name__, (filterset_class,), more)


def among(nominations, those, wanted):
    """`nominations` that are among `those`, or, when that is what is wanted, those that are not."""
    chosen = Q(pk__in=those.values("pk"))
    return nominations.filter(chosen if wanted else ~chosen)
