from wagtail.admin.forms import WagtailAdminPageForm

from showcase.models import Award


class StoryPageForm(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A story may name an award that the world knows of; an editor learns of no other here.
        self.fields["award"].queryset = Award.objects.public().in_order().with_context()
