"""What each kind of question is: its form field, the JSON that is kept, when it is complete, and how it is read.

One place for draft, preview, print, frozen submission and the form editor's preview. A value is kept as plain JSON:
text as text, numbers as text in decimals (exact), options as keys, a table as {"2024": "12.5"}. Files are rows of their
own; the value of a file question is the list of its attachments.
"""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms.renderers import TemplatesSetting
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import readable
from nominations.enums import QuestionKind
from nominations.questionnaire import TITLE_KEY, TITLE_LENGTH
from nominations.text import count_words

# An answer beyond these is refused at once; a word limit may be exceeded in a draft and counts at submission.
SHORT_TEXT_LENGTH = 300
LONG_TEXT_LENGTH = 100_000
LINK_LENGTH = 500
NUMBER_DIGITS = 14
NUMBER_PLACES = 4

YES_NO_LABELS = {True: gettext_lazy("Yes"), False: gettext_lazy("No")}


@dataclass(frozen=True)
class Shown:
    """An answer ready for a template: `form` says which of the others is filled."""

    form: str
    text: str = ""
    items: tuple = ()
    rows: tuple = ()

    @property
    def is_empty(self):
        return self.form == "empty"


EMPTY = Shown("empty")


class Kind:
    """The default: short text."""

    max_length = SHORT_TEXT_LENGTH

    def form_field(self, asked):
        return forms.CharField(max_length=self.length_for(asked), **self.common(asked))

    def common(self, asked):
        return {"label": asked.label, "help_text": asked.help_text, "required": asked.required}

    def read(self, asked, posted):
        """The value of what an HTML form posted."""
        return posted

    def clean(self, asked, value):
        if not isinstance(value, str):
            raise ValidationError(_("Write text here."))
        text = readable(value)
        if len(text) > self.length_for(asked):
            raise ValidationError(_("At most %(asked)s characters fit here.") % {"asked": self.length_for(asked)})
        return text or None

    def missing(self, asked, value):
        """Why a value of the right shape is still not enough to submit."""
        return []

    def show(self, asked, value):
        return Shown("text", text=value)

    def initial(self, asked, value):
        return value

    def length_for(self, asked):
        return TITLE_LENGTH if asked.key == TITLE_KEY else self.max_length


class LongText(Kind):
    max_length = LONG_TEXT_LENGTH

    def form_field(self, asked):
        attributes = {"rows": 8}
        if asked.question.word_limit:
            attributes["data-word-limit"] = asked.question.word_limit
        return forms.CharField(
            max_length=self.max_length, widget=forms.Textarea(attributes), strip=False, **self.common(asked)
        )

    def missing(self, asked, value):
        limit, words = asked.question.word_limit, count_words(value)
        return (
            [_("Shorten this to %(limit)s words; it has %(words)s.") % {"limit": limit, "words": words}]
            if limit and words > limit
            else []
        )

    def show(self, asked, value):
        return Shown("paragraphs", text=value)


class Number(Kind):
    def form_field(self, asked):
        return forms.DecimalField(
            max_digits=NUMBER_DIGITS, decimal_places=NUMBER_PLACES, widget=number_input(), **self.common(asked)
        )

    def clean(self, asked, value):
        return clean_number(value)

    def missing(self, asked, value):
        return limits_passed(asked.question, [Decimal(value)])

    def show(self, asked, value):
        return Shown("text", text=" ".join(filter(None, [number_text(value), asked.unit])))

    def initial(self, asked, value):
        return None if value is None else Decimal(value)


class Money(Number):
    def show(self, asked, value):
        unit = asked.unit or "$"
        return Shown("text", text=f"${number_text(value)}" if unit == "$" else f"{number_text(value)} {unit}")


class Choice(Kind):
    def form_field(self, asked):
        # Few options are all in view; many are a list.
        if len(asked.choices) > 7:
            return forms.ChoiceField(choices=[("", _("Choose one")), *asked.choices], **self.common(asked))
        return forms.ChoiceField(choices=asked.choices, widget=forms.RadioSelect, **self.common(asked))

    def clean(self, asked, value):
        if not isinstance(value, str) or asked.current(value) not in dict(asked.choices):
            raise ValidationError(_("Choose one of the options."))
        return asked.current(value)

    def initial(self, asked, value):
        return asked.current(value)

    def show(self, asked, value):
        return Shown("text", text=asked.label_of(value))


class Choices(Kind):
    def form_field(self, asked):
        return forms.MultipleChoiceField(
            choices=asked.choices, widget=forms.CheckboxSelectMultiple, **self.common(asked)
        )

    def clean(self, asked, value):
        known = [key for key, _ in asked.choices]
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ValidationError(_("Choose from the options."))
        chosen = [asked.current(each) for each in value]
        if any(each not in known for each in chosen):
            raise ValidationError(_("Choose from the options."))
        return [key for key in known if key in chosen] or None

    def show(self, asked, value):
        # Two that were merged are one.
        return Shown("list", items=tuple(dict.fromkeys(asked.label_of(key) for key in value)))

    def initial(self, asked, value):
        return list(dict.fromkeys(asked.current(key) for key in value or ()))


class YesNo(Kind):
    def form_field(self, asked):
        choices = [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **self.common(asked))

    def read(self, asked, posted):
        return {"yes": True, "no": False}.get(posted)

    def clean(self, asked, value):
        if not isinstance(value, bool):
            raise ValidationError(_("Answer yes or no."))
        return value

    def show(self, asked, value):
        return Shown("text", text=str(YES_NO_LABELS[value]))

    def initial(self, asked, value):
        return {True: "yes", False: "no"}.get(value)


class Link(Kind):
    max_length = LINK_LENGTH
    validate = URLValidator(schemes=["http", "https"])

    def form_field(self, asked):
        return forms.URLField(
            max_length=self.max_length, assume_scheme="https", widget=forms.URLInput, **self.common(asked)
        )

    def clean(self, asked, value):
        text = super().clean(asked, value)
        if text and "://" not in text:
            text = f"https://{text}"
        if text:
            self.validate(text)
        return text

    def show(self, asked, value):
        return Shown("link", text=value)


class File(Kind):
    def form_field(self, asked):
        return forms.FileField(**self.common(asked))

    def clean(self, asked, value):
        raise ValidationError(_("Upload a file here."))

    def show(self, asked, value):
        return Shown("files", items=tuple(value))

    def initial(self, asked, value):
        return None


class Table(Kind):
    def form_field(self, asked):
        return YearTableField(years=asked.years, **self.common(asked))

    def read(self, asked, posted):
        return {str(year): number for year, number in zip(asked.years, posted, strict=True) if number}

    def clean(self, asked, value):
        years = {str(year) for year in asked.years}
        if not isinstance(value, dict) or set(value) - years:
            raise ValidationError(_("Write a number for each year."))
        errors, numbers = [], {}
        for year in sorted(years & set(value)):
            try:
                numbers[year] = clean_number(value[year])
            except ValidationError as error:
                errors.append(f"{year}: {error.messages[0]}")
        if errors:
            raise ValidationError(errors)
        return {year: number for year, number in numbers.items() if number is not None} or None

    def missing(self, asked, value):
        absent = [str(year) for year in asked.years if str(year) not in value]
        reasons = [_("Fill in %(absent)s.") % {"absent": ", ".join(absent)}] if absent and asked.required else []
        return reasons + limits_passed(asked.question, [Decimal(number) for number in value.values()])

    def show(self, asked, value):
        rows = ((str(year), number_text(value[str(year)])) for year in asked.years if str(year) in value)
        return Shown("table", text=asked.unit, rows=tuple(rows))


class YearTableWidget(forms.MultiWidget):
    template_name = "nominations/widgets/year_table.html"

    def __init__(self, years, attrs=None):
        self.years = years
        super().__init__({str(year): number_input() for year in years}, attrs)

    def render(self, name, value, attrs=None, renderer=None):
        # The page's own templates, which the form renderer does not look into.
        return super().render(name, value, attrs, TemplatesSetting())

    def decompress(self, value):
        return [(value or {}).get(str(year)) for year in self.years]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for year, part in zip(self.years, context["widget"]["subwidgets"], strict=True):
            part["year"] = year
        return context


class YearTableField(forms.MultiValueField):
    def __init__(self, *, years, **kwargs):
        self.years = years
        parts = [
            forms.DecimalField(required=False, max_digits=NUMBER_DIGITS, decimal_places=NUMBER_PLACES) for _ in years
        ]
        super().__init__(parts, widget=YearTableWidget(years), require_all_fields=False, **kwargs)

    def compress(self, numbers):
        pairs = zip(self.years, numbers, strict=False)
        return {str(year): str(number) for year, number in pairs if number is not None}


KINDS = {
    QuestionKind.SHORT_TEXT: Kind(),
    QuestionKind.LONG_TEXT: LongText(),
    QuestionKind.NUMBER: Number(),
    QuestionKind.MONEY: Money(),
    QuestionKind.CHOICE: Choice(),
    QuestionKind.CHOICES: Choices(),
    QuestionKind.YES_NO: YesNo(),
    QuestionKind.LINK: Link(),
    QuestionKind.FILE: File(),
    QuestionKind.TABLE: Table(),
}


@dataclass(frozen=True)
class Gap:
    """What still stands between an answer and submission."""

    asked: object
    reasons: list = field(default_factory=list)


def form_field(asked):
    """The Django form field that asks this question."""
    return KINDS[asked.kind].form_field(asked)


def field_name(key):
    """Its name in an HTML form; the prefix keeps a question called “terms” apart from ours."""
    return f"q-{key}"


def is_empty(value):
    return value is None or value in ("", [], {})


def clean_value(asked, value):
    """The value as it is kept, or a ValidationError. Nothing given is None."""
    if isinstance(value, Decimal):
        value = str(value)
    if is_empty(value):
        return None
    return KINDS[asked.kind].clean(asked, value)


def read_posted(asked, posted):
    """The value of what the question's own widget found in a posted form, not cleaned yet."""
    return KINDS[asked.kind].read(asked, posted)


def initial(asked, value):
    return KINDS[asked.kind].initial(asked, value)


def show(asked, value):
    """How anybody reads it."""
    return EMPTY if is_empty(value) else KINDS[asked.kind].show(asked, value)


def gap(asked, value):
    """The Gap of this answer, or None when it may be submitted."""
    if is_empty(value):
        return Gap(asked, [_("Answer this question.")]) if asked.required else None
    reasons = KINDS[asked.kind].missing(asked, value)
    return Gap(asked, reasons) if reasons else None


def gaps(questionnaire, values):
    found = (gap(asked, values.get(key)) for key, asked in questionnaire.questions.items())
    return [each for each in found if each]


def clean_number(value):
    if is_empty(value):
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValidationError(_("Write a number."))
    try:
        number = Decimal(str(value).replace(",", "").replace(" ", ""))
    except InvalidOperation as error:
        raise ValidationError(_("Write a number, like 1250 or 12.5.")) from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** (NUMBER_DIGITS - NUMBER_PLACES):
        raise ValidationError(_("This number is too large."))
    if -number.as_tuple().exponent > NUMBER_PLACES:
        raise ValidationError(_("Write at most %(number_places)s decimal places.") % {"number_places": NUMBER_PLACES})
    return f"{number:f}"


def number_text(value):
    """Grouped, without the zeros that only the column in the database adds."""
    number = Decimal(value)
    whole = number == number.to_integral_value()
    return number_format(f"{number.quantize(Decimal(1)) if whole else number.normalize():f}", force_grouping=True)


def number_input():
    return forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})


def limits_passed(question, numbers):
    reasons = []
    if question.least is not None and any(number < question.least for number in numbers):
        reasons.append(_("Must be at least %(least)s.") % {"least": number_text(question.least)})
    if question.most is not None and any(number > question.most for number in numbers):
        reasons.append(_("Must be at most %(most)s.") % {"most": number_text(question.most)})
    return reasons
