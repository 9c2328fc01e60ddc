"""Every word that somebody reads can be translated, and what is translated is shown."""

import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.prize_site.marked import unmarked_in_python, unmarked_in_script, unmarked_in_template

ROOT = Path(settings.BASE_DIR)
APPS = (
    "accounts",
    "audit",
    "home",
    "judging",
    "network",
    "nominations",
    "notices",
    "prizes",
    "search",
    "showcase",
    "prize_site",
)
# What only those read who run or build the installation, the demonstration's invented world, and texts that are stored.
OTHER_READERS = {"demo", "bench", "management", "migrations", "importing", "styleguide"}
OTHER_FILES = {"prizes/starter_data.py", "search/bench.py", "judging/importing.py"}
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "styleguide" not in path.parts)

SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))

needs_gettext = pytest.mark.skipif(shutil.which("xgettext") is None, reason="needs GNU gettext (apt install gettext)")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_has_no_unmarked_words(path):
    assert unmarked_in_template(path.read_text()) == []


@pytest.mark.parametrize("app", APPS)
def test_python_has_no_unmarked_words(app):
    found = {str(path.relative_to(ROOT)): unmarked_in_python(path.read_text()) for path in _modules(app)}

    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_script_has_no_unmarked_words(path):
    assert unmarked_in_script(path.read_text()) == []


def _modules(app):
    paths = sorted((ROOT / app).rglob("*.py"))
    return [
        path for path in paths if not OTHER_READERS & set(path.parts) and str(path.relative_to(ROOT)) not in OTHER_FILES
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Read me</p>", ["Read me"]),
        ('<p>{% translate "Read me" %}</p>', []),
        ("<p>{% blocktranslate %}Read {{ it }}{% endblocktranslate %}</p>", []),
        ('<img alt="A gear">', ["A gear"]),
        ("<img alt=\"{% translate 'A gear' %}\">", []),
        ("{% if a %}· {{ b }}{% endif %} Prizewright", []),
        ('<script type="application/json">{"some": "data"}</script>', []),
    ],
)
def test_reader_of_templates(source, found):
    assert unmarked_in_template(source) == found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('raise ValidationError("Too late.")', [1]),
        ('raise ValidationError(_("Too late."))', []),
        ('raise ValidationError({"name": f"{name} is taken."})', [1]),
        ('form.add_error("name", _("Too late."))', []),
        ('CharField(label="Name")', [1]),
        ('class State(TextChoices):\n    OPEN = "open", "Open"', [2]),
        ('class State(TextChoices):\n    OPEN = "open", _("Open")', []),
    ],
)
def test_reader_of_python(source, lines):
    assert unmarked_in_python(source) == lines


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('say("Sending…")', ["Sending…"]),
        ('say(gettext("Sending…"))', []),
        ('say(ngettext("%s line", "%s lines", n))', []),
        ("say(`Saved at ${hour}`)", ["Saved at ${hour}"]),
        ('// say("Sending…")', []),
    ],
)
def test_reader_of_scripts(source, found):
    assert unmarked_in_script(source) == found


@needs_gettext
def test_makemessages_finds_the_words_without_a_warning(tmp_path, monkeypatch):
    for folder in (*APPS, "templates", "static"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)

    said = StringIO()
    for domain in ("django", "djangojs"):
        call_command("makemessages", locale=["en"], domain=domain, verbosity=1, stdout=said, stderr=said)

    assert said.getvalue() == "processing locale en\n" * 2
    gathered = tmp_path / "locale/en/LC_MESSAGES"
    assert 'msgid "Skip to the content"' in (gathered / "django.po").read_text()
    assert 'msgid "Not saved, will retry."' in (gathered / "djangojs.po").read_text()


WORDS = (("django", "Skip to the content", "Zum Inhalt"), ("djangojs", "Not saved", "Nicht gespeichert"))


@pytest.fixture
def german(settings, two_languages, tmp_path):
    """A language of two words, made for one test."""
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for domain, text, translated in WORDS:
        words = (
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{text}"\nmsgstr "{translated}"\n'
        )
        (folder / f"{domain}.po").write_text(words)
        subprocess.run(["msgfmt", "-o", folder / f"{domain}.mo", folder / f"{domain}.po"], check=True)
    settings.LOCALE_PATHS = [tmp_path]


@needs_gettext
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words", "element"),
    [("de", "Zum Inhalt", '<html lang="de">'), ("en", "Skip to the content", '<html lang="en">')],
)
def test_page_speaks_the_language_of_its_reader(client, german, language, words, element):
    page = client.get("/account/login/", headers={"Accept-Language": language}).content.decode()

    assert (words in page, element in page) == (True, True)


@needs_gettext
@pytest.mark.django_db
def test_scripts_speak_the_language_of_their_reader(client, german):
    words = client.get("/words.js", headers={"Accept-Language": "de"})

    assert "Nicht gespeichert" in words.content.decode()
    assert "Accept-Language" in words["Vary"]
