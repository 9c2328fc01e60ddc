from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page

from home.models.redirects import sites_of


class SiteRedirectForm(WagtailAdminModelForm):
    """From an address of one's own site that shows nothing to one that does."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        site = self.fields["site"]
        site.queryset, site.required, site.empty_label = sites_of(self.for_user), True, None

    def clean_old_path(self):
        path = self.cleaned_data["old_path"].strip()
        if not path.startswith("/"):
            raise ValidationError(_("Begin with a slash, as in /old-page/: only what stands behind the site's name."))
        return path

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("redirect_page")) == bool(cleaned.get("redirect_link")) and not self.errors:
            raise ValidationError({"redirect_page": _("Choose a page, or write an address: one of the two.")})
        if cleaned.get("site") and cleaned.get("old_path") and is_shown(cleaned["site"], cleaned["old_path"]):
            raise ValidationError({"old_path": _("A page is shown at this address, and would be shown still.")})
        return cleaned


def is_shown(site, path):
    beneath = path.partition("?")[0].strip("/")
    url_path = f"{site.root_page.url_path}{beneath}/" if beneath else site.root_page.url_path
    return Page.objects.live().filter(url_path=url_path).exists()
