import csv
import gzip
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, OrganisationAlias
from accounts.rules import NotAllowed
from audit.models import Event
from nominations.enums import NominationState, QuestionKind
from nominations.freezing import verify_submission
from nominations.importing import digest_of
from nominations.importing.files import UnreadableFileError, read_rows
from nominations.importing.nominations import NominationMap, import_nominations
from nominations.models import Figure, Form, Nomination, Submission
from tests.accounts.factories import PersonFactory
from tests.nominations.factories import FormFactory, QuestionFactory, SectionFactory
from tests.prizes.factories import CategoryFactory, EditionFactory, PrizeFactory

SBIR = Path(__file__).resolve().parents[3] / "shared" / "data" / "sbir_massachusetts.csv"
MAP = Path(__file__).with_name("sbir.toml")
HEADINGS = ["award_id", "company", "street", "city", "state", "zip", "title", "abstract", "amount_usd"]
GOOD = ["17", "Invented Gears", "1 Mill Street", "Athol", "MA", "01331", "Quiet gears", "They hum.", "5000"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    edition = EditionFactory(prize=PrizeFactory(slug="state-prize"), year=2031)
    form = FormFactory(category=CategoryFactory(edition=edition, key="innovation"))
    section = SectionFactory(form=form)
    QuestionFactory(section=section, key="summary", kind=QuestionKind.LONG_TEXT)
    QuestionFactory(section=section, key="investment", kind=QuestionKind.MONEY, measure="investment", required=False)
    return edition


@pytest.fixture
def write(tmp_path):
    def write(*rows, headings=HEADINGS, encoding="utf-8"):
        path = tmp_path / "rows.csv"
        with path.open("w", newline="", encoding=encoding) as stream:
            csv.writer(stream).writerows([headings, *rows])
        return path

    return write


def run(path, *extra, mapping=MAP):
    out = StringIO()
    call_command(
        "import_nominations",
        "state-prize/2031",
        str(path),
        "--map",
        str(mapping),
        *extra,
        stdout=out,
        skip_checks=False,
    )
    return out.getvalue()


def row(**changes):
    return [changes.get(heading, cell) for heading, cell in zip(HEADINGS, GOOD, strict=True)]


def test_dry_run_writes_nothing(edition, write):
    said = run(write(GOOD))

    assert "would import 1 nominations" in said
    assert "Run it again with --commit" in said
    assert Nomination.objects.count() == 0
    assert Organisation.objects.count() == 0


def test_commit_freezes_a_verifying_submission(edition, write):
    run(write(GOOD), "--commit")

    nomination = Nomination.objects.get()
    submission = Submission.objects.get()
    assert (nomination.state, nomination.external_key, nomination.title) == ("submitted", "17", "Quiet gears")
    assert verify_submission(submission).holds
    assert submission.consents_to_publish is False
    assert submission.terms_version == "none"
    assert Figure.objects.get().value == 5000
    assert Form.objects.get().frozen_at is not None


def test_commit_records_one_event_with_the_digest_of_the_file(edition, write):
    path = write(GOOD, row(award_id="18"))

    run(path, "--commit")

    event = Event.objects.get(verb="nominations.imported")
    assert (event.target_type, event.target_id) == ("prizes.edition", str(edition.pk))
    assert digest_of(path) in event.detail.payload


def test_second_import_adds_nothing(edition, write):
    path = write(GOOD, row(award_id="18"))
    run(path, "--commit")

    said = run(path, "--commit")

    assert "imported 0 nominations; 2 were there already" in said
    assert Nomination.objects.count() == 2
    assert Event.objects.filter(verb="nominations.imported").count() == 1


def test_company_is_found_by_its_alias_and_made_once(edition, write):
    known = Organisation.objects.create(name="Gears of Athol")
    OrganisationAlias.objects.create(organisation=known, name="invented gears")

    run(write(GOOD, row(award_id="18", company="New Works"), row(award_id="19", company="NEW WORKS")), "--commit")

    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Gears of Athol", "New Works"]
    assert Nomination.objects.get(external_key="17").organisation == known


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(award_id=""), "line 3: award_id: empty"),
        (row(award_id="17"), "line 3: award_id: “17” stands in an earlier row too."),
        (row(award_id="18", title=""), "line 3: title: empty"),
        (row(award_id="18", title="x" * 201), "line 3: title: 201 characters, at most 200 fit."),
        (row(award_id="18", company=""), "line 3: company: empty"),
        (row(award_id="18", company="Caf\ufffd"), "line 3: company: Some letters did not arrive"),
        (row(award_id="18", zip="0" * 21), "line 3: zip: 21 characters, at most 20 fit."),
        (row(award_id="18", amount_usd="a lot"), "line 3: amount_usd: "),
        (row(award_id="18", abstract="x" * 5_000_000), "line 3: abstract: 5,000,000 characters"),
        (GOOD[:5], "line 3: 5 cells where the headings name 9."),
    ],
)
def test_bad_row_is_named_and_the_others_come_in(edition, write, bad, reason):
    said = run(write(GOOD, bad, row(award_id="20")), "--commit")

    assert reason in said
    assert list(Nomination.objects.order_by("external_key").values_list("external_key", flat=True)) == ["17", "20"]


def test_line_numbers_count_lines_and_not_records(edition, write):
    said = run(write(row(abstract="one\ntwo\nthree"), row(award_id="")), "--commit")

    assert "line 5: award_id: empty" in said


def test_every_refusal_stands_in_the_report(edition, write, tmp_path):
    report = tmp_path / "refused.txt"

    said = run(write(*[row(award_id="", title=str(n)) for n in range(30)]), "--report", str(report))

    assert "and 10 more; --report FILE writes them all" in said
    assert len(report.read_text().splitlines()) == 30


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"award_id,title\n1,x\n", "The file has no column “abstract, amount_usd, city"),
        (",".join([*HEADINGS, "title"]).encode(), "The heading “title” stands there twice."),
        (",".join(HEADINGS).encode() + b'\n1,"never closed', "A quotation mark may be missing"),
        (",".join(HEADINGS).encode() + b"\n1,Caf\xe9,a,b,c,d,e,f,1\n", "Line 2 is not written in utf-8"),
    ],
)
def test_file_that_cannot_be_read_is_refused_whole(edition, tmp_path, content, message):
    path = tmp_path / "rows.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError, match="Nothing was imported") as refused:
        run(path, "--commit")

    assert message in str(refused.value)
    assert Nomination.objects.count() == 0


def test_late_encoding_error_leaves_no_row_behind(edition, write):
    path = write(*[row(award_id=str(n)) for n in range(600)])
    with path.open("ab") as stream:
        stream.write(b"601,Caf\xe9,a,b,c,d,e,f,1\n")

    with pytest.raises(CommandError) as refused:
        run(path, "--commit")

    assert str(refused.value) == (
        "Line 602 is not written in utf-8: its byte 0xe9 behind “601,Caf” means nothing there. Save the file as UTF-8 "
        "(in Excel: “CSV UTF-8”), or name its encoding, often --encoding cp1252. Nothing was imported."
    )
    assert Nomination.objects.count() == 0


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("lines", [1, 7, 4000])
def test_line_of_a_wrong_byte_is_exact_in_cells_of_several_lines(tmp_path, lines, line_end):
    path = tmp_path / "rows.csv"
    text = line_end.join([b"key,text", b'1,"' + b"a" * 30, *[b"word " * 4] * lines, b'Caf\xe9"'])
    path.write_bytes(text)

    with pytest.raises(UnreadableFileError, match=f"Line {lines + 3:,} is not"):
        list(read_rows(path, columns=["key"]))


def test_unreadable_signs_of_a_cell_do_not_come_in(edition, write):
    run(write(row(company="\x00Gears\x07 of\u202e  Athol", title="Quiet\x00 gears")), "--commit")

    assert Organisation.objects.get().name == "Gears of Athol"
    assert Nomination.objects.get().title == "Quiet gears"


def test_named_encoding_is_used(edition, write):
    path = write(row(company="Café Räder"), encoding="cp1252")

    run(path, "--commit", "--encoding", "cp1252")

    assert Organisation.objects.get().name == "Café Räder"


def test_unknown_encoding_and_missing_file_are_said(edition, write, tmp_path):
    with pytest.raises(CommandError, match="is not an encoding"):
        run(write(GOOD), "--encoding", "klingon")
    with pytest.raises(CommandError, match="There is no file"):
        run(tmp_path / "nowhere.csv")


def test_gzip_file_is_read_and_a_broken_one_refused(edition, write, tmp_path):
    packed = tmp_path / "rows.csv.gz"
    packed.write_bytes(gzip.compress(write(GOOD).read_bytes()))
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(packed.read_bytes()[:-20])

    assert "would import 1" in run(packed)
    with pytest.raises(CommandError, match="cannot be unpacked"):
        run(broken)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("key = ", "is not TOML"),
        ('key = "a"', "lacks: title, company, category"),
        (MAP.read_text().replace("[answers]", "[anwsers]"), "names that mean nothing here: anwsers"),
        (MAP.read_text().replace("summary =", "sumary ="), "asks “sumary”"),
        (MAP.read_text().replace('"innovation"', '"invention"'), "has no category “invention”"),
        (MAP.read_text().replace('street = "street"', 'road = "street"'), "[company] takes name and any of"),
        (MAP.read_text().replace('value = "innovation"', ""), "takes either a column or a value"),
    ],
)
def test_map_that_cannot_be_used_says_what_to_mend(edition, write, tmp_path, text, message):
    mapping = tmp_path / "map.toml"
    mapping.write_text(text)

    with pytest.raises(CommandError) as refused:
        run(write(GOOD), mapping=mapping)

    assert message in str(refused.value)


def test_unknown_edition_is_said_with_the_known_ones(edition, write):
    with pytest.raises(CommandError, match="There is no edition “state-prize/1999”. Known: state-prize/2031"):
        call_command("import_nominations", "state-prize/1999", str(write(GOOD)), "--map", str(MAP))


def test_stranger_cannot_import(edition, write):
    path = write(GOOD)

    with pytest.raises(NotAllowed):
        import_nominations(
            edition=edition, path=path, mapping=NominationMap(MAP, edition), by=PersonFactory(), digest=digest_of(path)
        )

    assert Nomination.objects.count() == 0


@pytest.mark.skipif(not SBIR.exists(), reason="../shared/data/sbir_massachusetts.csv is not there")
def test_real_awards_import_whole_and_only_once(edition):
    run(SBIR, "--commit")
    said = run(SBIR, "--commit")

    assert "imported 0 nominations; 2,228 were there already; 0 rows refused" in said
    assert Nomination.objects.filter(state=NominationState.SUBMITTED).count() == 2228
    assert Organisation.objects.count() == 569
