"""Which services fit a company: every rule, both sides of it, and what is left open."""

from types import SimpleNamespace

import pytest

from prizes.fitting import Company, county_of, fit_of, fits_among, with_broader


class Terms(list):
    def all(self):
        return self


def term(slug, broader=None):
    return SimpleNamespace(slug=slug, name=slug.title(), broader=broader)


def service(name="Help", *, assistance=(), sub_industries=(), **fields):
    open_to_all = {"employees_least": None, "employees_most": None, "stages": [], "counties": []}
    return SimpleNamespace(
        name=name, assistance=Terms(assistance), sub_industries=Terms(sub_industries), **open_to_all | fields
    )


LEAN = term("lean", broader=term("advice"))
EVERYTHING = Company(30, "Hampden", "growing", frozenset({"machining"}), frozenset({"lean"}))


def test_service_that_leaves_all_open_leaves_nobody_out():
    fit = fit_of(service(assistance=[LEAN]), EVERYTHING)

    assert fit.fits
    assert fit.reasons == [
        "Offers Lean",
        "For companies of every size",
        "Works in the whole state",
        "For companies at every stage",
        "For every branch of manufacturing",
    ]


def test_company_of_which_nothing_is_known_is_told_nothing():
    narrow = service(employees_most=5, counties=["Essex"], stages=["starting"], sub_industries=[term("textiles")])

    fit = fit_of(narrow, Company())

    assert (fit.fits, fit.reasons, fit.misfits) == (True, [], [])
    assert not Company().is_known


@pytest.mark.parametrize(
    ("least", "most", "people", "is_met", "text"),
    [
        (None, 50, 50, True, "For companies of up to 50 people"),
        (None, 50, 51, False, "For companies of up to 50 people"),
        (10, None, 10, True, "For companies of at least 10 people"),
        (10, None, 9, False, "For companies of at least 10 people"),
        (10, 50, 30, True, "For companies of 10 to 50 people"),
        (10, 50, 0, False, "For companies of 10 to 50 people"),
    ],
)
def test_size(least, most, people, is_met, text):
    fit = fit_of(service(employees_least=least, employees_most=most), Company(employees=people))

    assert (fit.reasons, fit.misfits) == (([text], []) if is_met else ([], [text]))


@pytest.mark.parametrize(
    ("counties", "reasons", "misfits"),
    [
        (["Hampden", "Essex"], ["Works in Hampden County"], []),
        (["Essex"], [], ["Works in Essex County only"]),
        (["Essex", "Norfolk"], [], ["Works only in the counties Essex, Norfolk"]),
    ],
)
def test_county(counties, reasons, misfits):
    fit = fit_of(service(counties=counties), Company(county="Hampden"))

    assert (fit.reasons, fit.misfits) == (reasons, misfits)


def test_stage():
    for_starters = service(stages=["starting"])

    assert fit_of(for_starters, Company(stage="starting")).fits
    assert fit_of(for_starters, Company(stage="growing")).misfits


def test_sub_industry_is_served_by_who_serves_what_it_is_a_part_of():
    metals = term("metals")
    turning = with_broader([term("turning", broader=metals)])

    assert fit_of(service(sub_industries=[metals]), Company(sub_industries=turning)).reasons == ["For Metals"]
    assert fit_of(service(sub_industries=[term("textiles")]), Company(sub_industries=turning)).misfits == [
        "For Textiles"
    ]


def test_need_is_met_by_a_part_of_it_and_not_by_the_whole():
    assert fit_of(service(assistance=[LEAN]), Company(needs=frozenset({"advice"}))).reasons == ["Offers Lean"]
    assert not fit_of(service(assistance=[term("advice")]), Company(needs=frozenset({"lean"}))).fits


def test_nearly_means_one_thing_and_never_help_of_another_kind():
    company = Company(employees=80, county="Hampden", needs=frozenset({"lean"}))
    one = service("One", assistance=[LEAN], employees_most=50)
    two = service("Two", assistance=[LEAN], employees_most=50, counties=["Essex"])
    other = service("Other", assistance=[term("money")])

    found = fits_among([one, two, other], company)

    assert ([fit.service for fit in found.fitting], [fit.service for fit in found.nearly]) == ([], [one])


def test_best_comes_first_then_by_name():
    open_to_all, here, both = service("Alpha"), service("beta", counties=["Hampden"]), service("Gamma", stages=[])
    exact = service("Zeta", counties=["Hampden"], employees_most=50)

    found = fits_among([both, open_to_all, here, exact], Company(employees=30, county="Hampden"))

    assert [fit.service.name for fit in found.fitting] == ["Zeta", "beta", "Alpha", "Gamma"]


@pytest.mark.parametrize(
    ("typed", "county"),
    [
        ("Springfield", "Hampden"),
        ("  springfield ", "Hampden"),
        ("Hampden County", "Hampden"),
        ("BERKSHIRE", "Berkshire"),
        ("Franklin County", "Franklin"),
        ("Nowhere", ""),
        ("Nowhere County", ""),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_county_of(typed, county):
    assert county_of(typed) == county


def test_query_asks_the_list_for_the_same_company():
    assert Company(30, "Hampden", "growing", frozenset({"x"}), frozenset({"lean", "advice"})).query == (
        "people=30&where=Hampden+County&stage=growing&assistance=advice&assistance=lean"
    )
