import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from audit.models import Event
from audit.verbs import verb_choices


class EventFilterSet(WagtailFilterSet):
    verb = django_filters.MultipleChoiceFilter(choices=verb_choices, label=_("What happened"))
    actor = django_filters.CharFilter(method="by_actor", label=_("Who (e-mail address or id)"))
    target_type = django_filters.CharFilter(lookup_expr="iexact", label=_("Kind of thing, like nominations.nomination"))
    target_id = django_filters.CharFilter(label=_("Id of the thing"))
    scope = django_filters.CharFilter(label=_("Where, like edition:3 or prize:1"))
    occurred_at = django_filters.DateFromToRangeFilter(widget=DateRangePickerWidget, label=_("When"))

    class Meta:
        model = Event
        fields = ["verb", "actor", "target_type", "target_id", "scope", "occurred_at"]

    def by_actor(self, events, name, value):
        """People are looked up by their address: the record itself knows only their ids."""
        people = get_user_model().objects.filter(**{get_user_model().get_email_field_name(): value.strip().lower()})
        return events.filter(Q(actor=value.strip()) | Q(actor__in=[str(person.pk) for person in people]))
