"""The whole press pack as one file. A task makes it when it is first asked for; it is kept until something changes."""

import shutil
import tempfile
import zipfile

from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import storages
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.canonical import canonical_json, sha256_hex
from showcase.press.embargo import hours_of, spoken_hours

LOGOS = ("logo.svg", "logo-on-dark.svg", "logo.png")
# A task that has not finished by then is taken to have failed, and is asked for again.
MADE_WITHIN = 10 * 60


class Archive:
    """Of one pack. Its file is named by what it is made of: with another text or picture it is another file."""

    def __init__(self, pack):
        self.pack = pack

    @property
    def is_kept(self):
        return self._storage.exists(self._name)

    def open(self):
        return self._storage.open(self._name)

    def ask_for(self):
        """Once, however many wait for it."""
        from showcase.tasks import keep_press_archive  # it makes what is written here

        if cache.add(f"press-archive:{self._name}", "asked", MADE_WITHIN):
            keep_press_archive.enqueue(self.pack.edition.pk, self.pack.is_early, get_language())

    def keep(self):
        """Make it unless it is there, and remove what the pack was before."""
        if self.is_kept:
            return
        with tempfile.TemporaryFile() as file:
            self._write(file)
            file.seek(0)
            self._storage.save(self._name, File(file))
        _folders, files = self._storage.listdir(self._folder)
        for file_name in files:
            if f"{self._folder}/{file_name}" != self._name:
                self._storage.delete(f"{self._folder}/{file_name}")

    @property
    def _storage(self):
        return storages["private"]

    @property
    def _folder(self):
        # Beside the public pack there may be one for those who may read more, and each in several languages.
        return f"press/{self.pack.edition.pk}/{'early' if self.pack.is_early else 'public'}/{get_language()}"

    @cached_property
    def _name(self):
        # A picture that is replaced gets a file of another name.
        pictures = {name: picture.file.name for name, picture in self._pictures.items()}
        return f"{self._folder}/{sha256_hex(canonical_json([self._texts, pictures]))}.zip"

    @cached_property
    def _texts(self):
        """By the name of their file."""
        return {_("read-me.txt"): self._read_me(), **{f"{sheet.name}.txt": sheet.text for sheet in self.pack.sheets}}

    @cached_property
    def _pictures(self):
        return {f"pictures/{each.name}": each.picture for sheet in self.pack.sheets for each in sheet.pictures}

    def _write(self, file):
        # Pictures are compressed as they are.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, text in self._texts.items():
                archive.writestr(name, text, zipfile.ZIP_DEFLATED)
            for logo in LOGOS:
                archive.write(finders.find(f"img/press/{logo}"), f"logo/{logo}")
            for name, picture in self._pictures.items():
                with picture.file.storage.open(picture.file.name) as source, archive.open(name, "w") as target:
                    shutil.copyfileobj(source, target)

    def _read_me(self):
        parts = [[self.pack.edition.name], self._embargo(), self._credits(), self._contact()]
        return "\n\n".join("\n".join(lines) for lines in parts if lines)

    def _embargo(self):
        if not self.pack.is_early:
            return []
        edition = self.pack.edition
        said = _("UNDER EMBARGO. You accepted that nothing of this is published before the hour of the public.")
        return [said, *(spoken_hours(hours, edition.zone) for hours in hours_of(edition))]

    def _credits(self):
        pictures = [each for sheet in self.pack.sheets for each in sheet.pictures]
        lines = [f"{each.name}: {' / '.join(filter(None, told_of(each)))}" for each in pictures]
        return [_("Pictures, each to be shown with its credit:"), *lines] if lines else []

    def _contact(self):
        return [_("Questions: %(address)s") % {"address": self.pack.contact}] if self.pack.contact else []


def told_of(each):
    return each.caption, each.picture.description, each.picture.credit, each.picture.rights
