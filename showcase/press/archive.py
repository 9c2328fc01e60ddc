"""The whole press pack as one file, made when it is first asked for and kept until something in it changes."""

import shutil
import tempfile
import zipfile

from django.contrib.staticfiles import finders
from django.core.files import File
from django.core.files.storage import storages
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from audit.canonical import canonical_json, sha256_hex
from showcase.press.embargo import hours_of, spoken_hours

LOGOS = ("logo.svg", "logo-on-dark.svg", "logo.png")


class Archive:
    """Of one pack. `folder` names it by what it is made of: another text or picture is another file."""

    def __init__(self, pack):
        self.pack = pack

    @cached_property
    def texts(self):
        """By the name of their file."""
        return {_("read-me.txt"): self._read_me(), **{f"{sheet.name}.txt": sheet.text for sheet in self.pack.sheets}}

    @cached_property
    def pictures(self):
        return {f"pictures/{each.name}": each.picture for sheet in self.pack.sheets for each in sheet.pictures}

    @property
    def digest(self):
        # A picture that is replaced gets a file of another name.
        return sha256_hex(canonical_json([self.texts, {name: each.file.name for name, each in self.pictures.items()}]))

    def open(self):
        storage = storages["private"]
        # Beside the public pack there may be one for those who may read more.
        folder = f"press/{self.pack.edition.pk}/{'early' if self.pack.is_early else 'public'}"
        name = f"{folder}/{self.digest}.zip"
        if not storage.exists(name):
            name = self._keep(storage, name)
            _remove_all_but(storage, folder, name)
        return storage.open(name)

    def _keep(self, storage, name):
        with tempfile.TemporaryFile() as file:
            self._write(file)
            file.seek(0)
            return storage.save(name, File(file))

    def _write(self, file):
        # Pictures are compressed as they are.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, text in self.texts.items():
                archive.writestr(name, text, zipfile.ZIP_DEFLATED)
            for logo in LOGOS:
                archive.write(finders.find(f"img/press/{logo}"), f"logo/{logo}")
            for name, picture in self.pictures.items():
                with picture.file.storage.open(picture.file.name) as source, archive.open(name, "w") as target:
                    shutil.copyfileobj(source, target)

    def _read_me(self):
        edition = self.pack.edition
        hours = [spoken_hours(each, edition.zone) for each in hours_of(edition)] if self.pack.is_early else []
        lines = [
            edition.name,
            *(
                [_("UNDER EMBARGO. You accepted that nothing of this is published before the hour of the public.")]
                * bool(hours)
            ),
            *hours,
            "",
            _("Pictures, each to be shown with its credit:"),
            *self._credits(),
        ]
        if self.pack.contact:
            lines += ["", _("Questions: %(address)s") % {"address": self.pack.contact}]
        return "\n".join(lines)

    def _credits(self):
        for sheet in self.pack.sheets:
            for each in sheet.pictures:
                told = (each.caption, each.picture.description, each.picture.credit, each.picture.rights)
                yield f"{each.name}: {' / '.join(filter(None, told))}"


def _remove_all_but(storage, folder, name):
    """What the pack was before."""
    _folders, files = storage.listdir(folder)
    for file in files:
        if f"{folder}/{file}" != name:
            storage.delete(f"{folder}/{file}")
