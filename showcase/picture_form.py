"""The form of a picture in the back office, wherever one is uploaded: alone, many at once, or from a page."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.forms import BaseImageForm

WANTED = {
    "description": gettext_lazy("Say what can be seen, for those who cannot see the picture."),
    "credit": gettext_lazy("Say who made the picture. Readers see it beneath."),
    "rights": gettext_lazy("Say why we may show it: our own, a licence, a permission and whose."),
}
# What cameras and telephones call a picture, and what ends in the name of a kind of file.
NAME_OF_A_FILE = re.compile(
    r"\.(avif|gif|jpe?g|png|svg|webp|heic|tiff?)$|^(img|dsc|dscn|pxl|screenshot)[\W_]*\d", re.IGNORECASE
)


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, sentence in WANTED.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = sentence

    def clean_description(self):
        description = self.cleaned_data["description"]
        if NAME_OF_A_FILE.search(description):
            raise ValidationError(_("This is the name of a file. Say what can be seen in the picture."))
        return description

    class Meta(BaseImageForm.Meta):
        pass
