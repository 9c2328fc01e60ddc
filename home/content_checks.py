"""What Wagtail checks in a page's preview while an editor writes it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class HouseContentChecker(ContentCheckerItem):
    """What an editor can mend, and no more: the frame of the site is not theirs."""

    axe_include = ["main"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "image-redundant-alt"]
    axe_custom_checks = [
        {
            "id": "check-image-alt-text",
            # Names of files, and what a screen reader says already.
            "options": {"pattern": r"\.(avif|gif|jpg|jpeg|png|svg|webp)$|_|^([Ii]mage|[Pp]icture|[Pp]hoto) of "},
        },
        {"id": "check-empty-meta-description"},
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("Picture without alternative text"),
            "help_text": _("Open the picture in the library and say what can be seen"),
        },
        "image-redundant-alt": {
            "error_name": _("Alternative text repeats the words beside it"),
            "help_text": _("Say what can be seen, not what the caption says"),
        },
    }


def check_what_editors_write(request, items, page):
    """Puts our checks in the place of Wagtail's own."""
    items[:] = [
        HouseContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
