"""The figures in words: no decimals that the interval does not support, and every refusal with its reason."""

from math import ceil, sqrt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
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
        return _("The chance that the entry at the top is the truly best one: %(percent)s.") % {
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


def reliability_rows(group):
    """Pairs of a figure and the sentence that says what it means, for one group with a model."""
    figures = group.given["reliability"]
    return [
        (
            _("Reliability of the plain score"),
            number(figures["as_marked"]),
            _(
                "1 would mean that another jury of the same size ranks the same; 0, that the order is luck. "
                "This is for %(marks)s marks on an entry."
            )
            % {"marks": number(figures["per_entry"], 1)},
        ),
        (
            _("Reliability of the fair score"),
            number(figures["corrected"]),
            _("The same, once each juror's leniency is taken away."),
        ),
        (_("Jurors an entry would need"), _needed(figures["needed"]), _needed_sentence(figures["needed"])),
        (
            _("What leniency costs"),
            _extra(figures["contrast_factor"]),
            _(
                "How much less sure a difference of two fair scores is because leniency is not known. 1 to 4 % is usual."
            ),
        ),
        (
            _("What marks are made of"),
            _parts(group.variances),
            _("Standard deviations in points: between entries, between jurors in leniency, and what neither explains."),
        ),
        *agreement_rows(group),
    ]


def agreement_rows(group):
    agreement = group.given["agreement"]
    rows = [
        (
            _("Krippendorff's alpha"),
            _value(agreement["alpha"]),
            _(
                "Agreement on the marks as they stand: 1 is full, 0 is what chance gives. .67 and more is usually asked for."
            ),
        ),
        (
            _("Kendall's W"),
            _value(agreement["w"]),
            _("Agreement on the order alone, 0 to 1. It asks that every juror has marked every entry."),
        ),
    ]
    if group.honesty:
        rows.append((_("Honesty check"), share(group.honesty["fair"]), _honesty(group.honesty)))
    return rows


def number(value, places=2):
    return f"{value:.{places}f}"


def _needed(needed):
    return _("%(plain)s, or %(fair)s without leniency") % {
        "plain": _jurors(needed["as_marked"][0]),
        "fair": _jurors(needed["corrected"][0]),
    }


def _needed_sentence(needed):
    return _(
        "For a reliability of .80, the usual floor. For .90, enough to decide on one entry alone: %(plain)s, or %(fair)s."
    ) % {
        "plain": _jurors(needed["as_marked"][1]),
        "fair": _jurors(needed["corrected"][1]),
    }


def _jurors(needed):
    return _("no number") if needed is None else str(max(1, ceil(needed)))


def _extra(factor):
    return "–" if factor is None else _("%(percent).1f %%") % {"percent": 100 * (factor - 1)}


def _parts(parts):
    return " · ".join(number(sqrt(parts[name]), 1) for name in ("su2", "sv2", "se2"))


def _value(told):
    return number(told["value"]) if told["value"] is not None else REASONS.get(told["reason"], "–")


REASONS = {
    "incomplete_design": _lazy("not every juror marked every entry"),
    "all_equal": _lazy("all marks are the same"),
    "no_marks": _lazy("no entry has two marks"),
    "few_jurors": _lazy("fewer than two jurors"),
    "one_entry": _lazy("one entry only"),
}


def _honesty(honesty):
    figures = {"fair": share(honesty["fair"]), "plain": share(honesty["plain"])}
    said = (
        _(
            "On marks it had not seen, the fair score agreed with jurors on %(fair)s of pairs, the plain score on %(plain)s."
        )
        % figures
    )
    gain = honesty["fair"] - honesty["plain"]
    if abs(gain) < 2 * honesty["error"]:
        return said + " " + _("The difference is within chance.")
    return said


def flag_in_words(flag, *, juror, other="", entry=""):
    """One flag as a question to be asked, with its size and interval; `juror`, `other` and `entry` are names."""
    told = {"juror": juror, "other": other, "entry": entry, "size": number(flag["size"]), "seat": flag["seat_label"]}
    told["interval"] = _("%(low)s to %(high)s") % {"low": number(flag["low"]), "high": number(flag["high"])}
    return FLAGS[flag["kind"]] % told


FLAGS = {
    "order": _lazy("Marks drift along the order of reading: %(size)s points an entry (%(interval)s)."),
    "seat": _lazy(
        "Jurors from “%(seat)s” mark the smallest companies otherwise than others: %(size)s points (%(interval)s)."
    ),
    "halo": _lazy(
        "%(juror)s: all criteria say nearly the same. Their correlation lies %(size)s above the jury's (%(interval)s)."
    ),
    "flat": _lazy("%(juror)s uses little of the scale: %(size)s times the usual spread (%(interval)s)."),
    "erratic": _lazy("%(juror)s orders entries otherwise than the rest: correlation %(size)s (%(interval)s)."),
    "odd_mark": _lazy(
        "%(juror)s on %(entry)s: %(size)s standard deviations from what was expected (%(interval)s). Ask; delete nothing."
    ),
    "alike": _lazy(
        "%(juror)s and %(other)s leave nearly the same rest on the entries that they share: correlation %(size)s (%(interval)s)."
    ),
    "followed": _lazy(
        "%(juror)s changed marks after the close towards the others: %(size)s of the way (%(interval)s)."
    ),
}
