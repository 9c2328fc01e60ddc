"""The pages behind the sections of the prize in the back office."""

import zoneinfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.backoffice import HouseActView
from accounts.backoffice.views import HouseCreateView, HouseEditView
from prizes.actions import copy_edition, merge_terms
from prizes.forms import CopyEditionForm, MergeTermForm
from prizes.models import Edition


class OnTheEditionsClock:
    """Dates are typed and shown on the clock of the edition, wherever the person sits who types them."""

    def dispatch(self, request, *args, **kwargs):
        with timezone.override(self.zone(request)):
            response = super().dispatch(request, *args, **kwargs)
            # Rendered here, because a template response would render after the clock is put back.
            return response.render() if hasattr(response, "render") else response

    def zone(self, request):
        name = request.POST.get("time_zone") or self.stored_zone() or Edition._meta.get_field("time_zone").default
        return zoneinfo.ZoneInfo(name if name in zoneinfo.available_timezones() else "UTC")

    def stored_zone(self):
        return None


class EditionCreateView(OnTheEditionsClock, HouseCreateView):
    pass


class EditionEditView(OnTheEditionsClock, HouseEditView):
    def stored_zone(self):
        return self.visible_rows().filter(pk=self.kwargs["pk"]).values_list("time_zone", flat=True).first()


class CopyEditionView(HouseActView):
    page_title = gettext_lazy("Copy this edition to another year")
    label = gettext_lazy("Copy to next year")
    icon_name = "copy"
    question = gettext_lazy(
        "Categories, eligibility rules, dates, terms, notice texts, forms, rounds and rubrics are carried over. "
        "Nominations, jurors and marks are not. The copy is not public until you say so."
    )
    submit_label = gettext_lazy("Copy the edition")
    form_class = CopyEditionForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"source": self.object}

    def act(self, form):
        copy = copy_edition(
            source=self.object,
            year=form.cleaned_data["year"],
            opens_on=form.cleaned_data["opens_on"],
            by=self.request.user,
        )
        return _("%(object)s is copied to %(copy)s.") % {"object": self.object, "copy": copy}


class MergeTermView(HouseActView):
    page_title = gettext_lazy("Merge into another term")
    label = gettext_lazy("Merge into another")
    icon_name = "resubmit"
    destructive = True
    question = gettext_lazy(
        "Everything that uses this term uses the one that you choose: stories, awards, companies, services, jurors' fields. "
        "Frozen answers stay as they are and are read as the new term, and old addresses lead to it. This cannot be undone."
    )
    submit_label = gettext_lazy("Merge")
    form_class = MergeTermForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"source": self.object}

    def act(self, form):
        name = str(self.object)
        target = merge_terms(source=self.object, target=form.cleaned_data["target"], by=self.request.user)
        return _("“%(source)s” is now “%(target)s”.") % {"source": name, "target": target}
