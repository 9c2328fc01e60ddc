"""How far a draft is, section by section."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nominations import fields


@dataclass(frozen=True)
class SectionProgress:
    section: object
    answered: int
    total: int
    gaps: tuple

    @property
    def note(self):
        return _("%(answered)s of %(total)s") % {"answered": self.answered, "total": self.total}


@dataclass(frozen=True)
class Progress:
    sections: tuple

    @property
    def answered(self):
        return sum(each.answered for each in self.sections)

    @property
    def total(self):
        return sum(each.total for each in self.sections)

    @property
    def gaps(self):
        return [gap for each in self.sections for gap in each.gaps]

    @property
    def is_complete(self):
        return not self.gaps


def progress_of(questionnaire, values):
    return Progress(tuple(section_progress(section, values) for section in questionnaire.sections))


def section_progress(section, values):
    gaps = tuple(gap for asked in section.questions if (gap := fields.gap(asked, values.get(asked.key))))
    answered = sum(not fields.is_empty(values.get(asked.key)) for asked in section.questions)
    return SectionProgress(section, answered, len(section.questions), gaps)
