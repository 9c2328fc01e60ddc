import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from notices.access import scopes_for
from notices.enums import NoticeState
from notices.models import Notice
from notices.registry import all_templates


def template_choices():
    return [(template.key, template.name) for template in all_templates()]


class NoticeFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(choices=NoticeState.choices, label=_("State"))
    template = django_filters.MultipleChoiceFilter(choices=template_choices, label=_("Notice"))
    scope = django_filters.ChoiceFilter(choices=[], label=_("Prize or edition"))
    language = django_filters.ChoiceFilter(choices=settings.LANGUAGES, label=_("Language"))
    created_at = django_filters.DateFromToRangeFilter(widget=DateRangePickerWidget, label=_("Written"))

    class Meta:
        model = Notice
        fields = ["state", "template", "scope", "language", "created_at"]

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        self.filters["scope"].extra["choices"] = scopes_for(request.user)
