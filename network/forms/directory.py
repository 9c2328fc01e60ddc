from django import forms
from django.utils.translation import gettext_lazy as _

from prizes.gazetteer import STATE, find_place
from search.query import ANYWHERE, Near


class NearForm(forms.Form):
    """Around which place to look, and how far. Sent as part of an address, so that a search can be kept and passed on."""

    MILES = (10, 20, 40, 80)
    USUAL = 40

    near = forms.CharField(label=_("Near"), required=False, max_length=100)
    within = forms.ChoiceField(
        label=_("Within"),
        required=False,
        choices=[
            ("10", _("10 miles")),
            ("20", _("20 miles")),
            ("40", _("40 miles")),
            ("80", _("80 miles")),
            (ANYWHERE, _("any distance")),
        ],
    )

    def clean_near(self):
        name = self.cleaned_data["near"]
        place = find_place(name) if name else None
        if name and place is None:
            raise forms.ValidationError(
                _("No town or city of %(state)s has this name. Choose one from the list.") % {"state": STATE}
            )
        return place

    def point(self):
        """None where no place is named, or none that is known."""
        self.full_clean()
        place = self.cleaned_data.get("near")
        return place and Near(place.latitude, place.longitude, miles=self._miles(), label=place.name)

    @property
    def chosen_distance(self):
        """As text, for the list of choices."""
        sent = self.data.get("within")
        return sent if sent in dict(self.fields["within"].choices) else str(self.USUAL)

    def _miles(self):
        """What somebody names without a distance is what lies within the usual one."""
        return None if self.chosen_distance == ANYWHERE else int(self.chosen_distance)
