"""The figures in words: no decimals that the interval does not support, and every refusal with its reason."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# A difference of leniency below this, in points, explains nothing.
WORTH_A_WORD = 0.5
# Standard deviations between a mark and what the model expects, from which on it is worth asking about.
SURPRISING = 2.0


def points(value, low, high):
    """A score with as many places as its 90 % interval supports: none where it is wider than two points."""
    half = (high - low) / 2
    return f"{value:.0f}" if half >= 1 else f"{value:.1f}" if half >= 0.1 else f"{value:.2f}"


def percent(chance):
    """Whole percents; a model that never saw it happen does not say never."""
    if chance < 0.01:
        return _("under 1 %")
    if chance > 0.99:
        return _("over 99 %")
    return _("%(percent)d %%") % {"percent": round(100 * chance)}


def share(part):
    """A share with one decimal: of tens of thousands of pairs."""
    return _("%(percent).1f %%") % {"percent": 100 * part}


def signed(value):
    """Leniency in points with its sign; a true minus, so that columns line up."""
    return f"{value:+.1f}".replace("-", "−")


def leniency(juror):
    """One juror's leniency with its interval, in points and in words."""
    interval = {"points": signed(juror.leniency), "low": signed(juror.low), "high": signed(juror.high)}
    if juror.marks_low:
        return _("marks low: %(points)s points (%(low)s to %(high)s)") % interval
    if juror.marks_high:
        return _("marks high: %(points)s points (%(low)s to %(high)s)") % interval
    return _("like the others: %(points)s points (%(low)s to %(high)s)") % interval


def surprise(residual):
    """A mark that the model did not expect, in words; empty for an ordinary one."""
    if residual is None or abs(residual) < SURPRISING:
        return ""
    if residual > 0:
        return _("much higher than expected of this juror on this entry")
    return _("much lower than expected of this juror on this entry")


def refusal_in_words(refusal, *, jurors=None):
    """Why there is no fair score. `jurors` names people by id as text, for those who may read names."""
    reason = refusal["reason"]
    if reason == "several_parts":
        return _(
            "The jurors form %(count)d groups that share no entry, so leniency cannot be compared across them."
        ) % {"count": len(refusal["parts"])}
    if reason == "few_entries_per_juror":
        return _few_entries(refusal["jurors"], jurors)
    return {
        "no_marks": _("No scorecard is complete yet."),
        "one_entry": _("Only one entry has marks: there is nothing to compare it with."),
        "few_jurors": _("Fewer than three jurors have marked: leniency cannot be told from merit."),
        "all_equal": _("All totals are the same: there is nothing to tell apart."),
        "entry_without_marks": _("An entry has no marks."),
    }[reason]


def _few_entries(found, names):
    if names:
        return _("These jurors have marked fewer than three entries: %(names)s. Their leniency cannot be told yet.") % {
            "names": ", ".join(sorted(names.get(juror, "–") for juror in found))
        }
    return ngettext(
        "%(count)d juror has marked fewer than three entries, so their leniency cannot be told yet.",
        "%(count)d jurors have marked fewer than three entries, so their leniency cannot be told yet.",
        len(found),
    ) % {"count": len(found)}


def why_plain(category):
    """Why a category is ranked on the plain score; empty where it is not."""
    if category.is_fair:
        return ""
    if category.group.refusal:
        return refusal_in_words(category.group.refusal)
    return _(
        "On marks that it had not seen, the fair score agreed with jurors measurably less often than the plain one."
    )


def overlap_sentence(category, named):
    """The headline of a category: how much of the shortlist to believe."""
    if category.expected_overlap is None or not named:
        return ""
    expected = round(category.expected_overlap)
    if named == 1:
        return _("The entry at the top is the truly best one with a chance of about %(percent)s.") % {
            "percent": percent(category.expected_overlap)
        }
    return _(
        "Of the %(named)d entries at the top we expect about %(expected)d to be among the %(named)d truly best."
    ) % {
        "named": named,
        "expected": expected,
    }


def why_moved(standing):
    """Why an entry stands elsewhere by the fair score than by the plain one; empty where it does not."""
    fair = standing.fair
    if fair is None or standing.rank == standing.plain_rank or None in (standing.rank, standing.plain_rank):
        return ""
    low, high = _jurors_who(standing)
    if standing.rank < standing.plain_rank:
        return low or _drift(fair)
    return high or _drift(fair)


def _jurors_who(standing):
    fair, count = standing.fair, standing.scorecards
    low = ngettext(
        "%(some)d of its %(count)d jurors marks low",
        "%(some)d of its %(count)d jurors mark low",
        fair.mark_low,
    ) % {"some": fair.mark_low, "count": count}
    high = ngettext(
        "%(some)d of its %(count)d jurors marks high",
        "%(some)d of its %(count)d jurors mark high",
        fair.mark_high,
    ) % {"some": fair.mark_high, "count": count}
    return (low if fair.mark_low else ""), (high if fair.mark_high else "")


def _drift(fair):
    if fair.leniency <= -WORTH_A_WORD:
        return _("its jurors mark a little low, taken together")
    if fair.leniency >= WORTH_A_WORD:
        return _("its jurors mark a little high, taken together")
    return _("others moved past it")
