"""What the prize office types when it sets up the judging."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from judging.models import BarLevel, Criterion, Mark, RoundCategory
from nominations.enums import Audience
from nominations.models import Nomination, Question
from nominations.reading import AUDIENCES
from prizes.enums import SeatType
from prizes.keys import free_key
from prizes.models import Category

KEY_HELP = gettext_lazy(
    "Stays when the wording changes, and survives copying to another year. Made from the name when left empty."
)


class KeyedForm(WagtailAdminModelForm):
    """A row whose key is made from its name when nobody typed one, and is never typed again."""

    named_by = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = KEY_HELP
        self.fields["key"].disabled = bool(self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("key") and cleaned.get(self.named_by):
            cleaned["key"] = free_key(cleaned[self.named_by], self.taken_keys(cleaned))
        return cleaned

    def taken_keys(self, cleaned):
        return set()


class OfEditionForm(KeyedForm):
    """Belongs to an edition, for good."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].disabled = bool(self.instance.pk)

    def taken_keys(self, cleaned):
        return set(type(self.instance).objects.filter(edition=cleaned.get("edition")).values_list("key", flat=True))


class TieKindForm(OfEditionForm):
    named_by = "label"


class CriterionForm(KeyedForm):
    evidence = forms.CharField(
        required=False, help_text=gettext_lazy("Keys of the questions that are its evidence, with commas between.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["evidence"] = ", ".join(self.instance.evidence)

    def clean_evidence(self):
        return self.cleaned_data["evidence"].replace(",", " ").split()


def tell_editions(field):
    """Rounds, categories and rubrics are called the same every year, so a choice among them says which year's."""
    field.queryset = field.queryset.select_related("edition").order_by("-edition__year", "pk")
    field.label_from_instance = name_with_edition


def name_with_edition(row):
    return f"{row}, {row.edition}"


class RoundCategoryForm(WagtailAdminModelForm):
    """Round and category are chosen once; the bar has one field for each criterion of the rubric."""

    class Meta:
        model = RoundCategory
        fields = ["round", "category", "rubric", "jurors_per_entry", "places", "least_total"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = []
        for name in ("round", "category", "rubric"):
            tell_editions(self.fields[name])
        if self.instance.pk:
            self._fix_what_was_chosen()
            self._ask_for_questions()
            self._ask_for_the_bar()

    def _fix_what_was_chosen(self):
        marked = Mark.objects.filter(scorecard__candidacy__round_category=self.instance).exists()
        for name, fixed in (("round", True), ("category", True), ("rubric", marked)):
            self.fields[name].disabled = fixed
        of_edition = self.fields["rubric"].queryset.filter(edition=self.instance.round.edition_id)
        self.fields["rubric"].queryset = of_edition

    def _ask_for_questions(self):
        questions = Question.objects.filter(
            form__category=self.instance.category_id, audience__in=AUDIENCES[Audience.JURY]
        )
        self.fields["visible_questions"] = forms.MultipleChoiceField(
            choices=list(dict(questions.values_list("key", "label")).items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=self.instance.visible_questions,
            help_text=_("What jurors read in this round. None chosen: all that the jury may read."),
        )

    def _ask_for_the_bar(self):
        self.criteria = list(Criterion.objects.filter(rubric=self.instance.rubric_id))
        levels = dict(BarLevel.objects.filter(round_category=self.instance).values_list("criterion", "least"))
        for criterion in self.criteria:
            self.fields[bar_field(criterion)] = forms.DecimalField(
                label=_("Bar: least mean level of “%(criterion)s”") % {"criterion": criterion},
                required=False,
                min_value=criterion.lowest,
                max_value=criterion.highest,
                max_digits=6,
                decimal_places=2,
                initial=levels.get(criterion.pk),
            )

    def clean(self):
        cleaned = super().clean()
        round, category, rubric = (cleaned.get(name) for name in ("round", "category", "rubric"))
        if round and category and category.edition_id != round.edition_id:
            self.add_error("category", _("This category belongs to another edition."))
        if round and rubric and rubric.edition_id != round.edition_id:
            self.add_error("rubric", _("This rubric belongs to another edition."))
        return cleaned

    def save(self, commit=True):
        if "visible_questions" in self.cleaned_data:
            self.instance.visible_questions = self.cleaned_data["visible_questions"]
        round_category = super().save(commit)
        if "rubric" in self.changed_data:
            # The bar was drawn for other criteria.
            BarLevel.objects.filter(round_category=round_category).exclude(
                criterion__rubric=round_category.rubric_id
            ).delete()
            return round_category
        for criterion in self.criteria:
            self._keep_bar(criterion, self.cleaned_data.get(bar_field(criterion)))
        return round_category

    def _keep_bar(self, criterion, least):
        if least is None:
            BarLevel.objects.filter(round_category=self.instance, criterion=criterion).delete()
        else:
            BarLevel.objects.update_or_create(
                round_category=self.instance, criterion=criterion, defaults={"least": least}
            )


def bar_field(criterion):
    return f"bar_{criterion.pk}"


class PanelForm(WagtailAdminModelForm):
    categories = forms.ModelMultipleChoiceField(queryset=Category.objects.all(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("round", "categories"):
            tell_editions(self.fields[name])
        if self.instance.pk:
            self.fields["round"].disabled = True
            of_edition = self.fields["categories"].queryset.filter(edition=self.instance.round.edition_id)
            self.fields["categories"].queryset = of_edition

    def clean(self):
        cleaned = super().clean()
        round, categories = cleaned.get("round"), cleaned.get("categories") or ()
        if round and any(category.edition_id != round.edition_id for category in categories):
            self.add_error("categories", _("A panel judges categories of its round's edition."))
        return cleaned


class InviteJurorForm(forms.Form):
    address = forms.EmailField(label=gettext_lazy("E-mail address"))
    seat_type = forms.ChoiceField(choices=SeatType.choices, label=gettext_lazy("Speaks for"))
    part = forms.ChoiceField(
        choices=[
            ("juror", gettext_lazy("Juror")),
            ("chair", gettext_lazy("Chair")),
            ("deputy", gettext_lazy("Deputy chair")),
        ],
        initial="juror",
    )
    scores = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("Scores entries"),
        help_text=gettext_lazy("A chair may lead the panel without scoring."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("part") == "juror" and not cleaned.get("scores"):
            raise ValidationError(_("A juror who neither leads nor scores has nothing to do on the panel."))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("Stands in the record.")
    )


class CallEntryForm(ReasonForm):
    nomination = forms.ModelChoiceField(queryset=Nomination.objects.none())

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        categories = round.round_categories.values("category")
        inside = round.candidacies.values("nomination")
        outside = Nomination.objects.filter(category__in=categories, submitted_at__isnull=False).exclude(pk__in=inside)
        self.fields["nomination"].queryset = outside.select_related("organisation")
        self.order_fields(["nomination", "reason"])


class AnswerForm(forms.Form):
    answer = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy("The juror who asked reads it.")
    )
