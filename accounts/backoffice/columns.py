from django.utils.html import format_html
from wagtail.admin.ui.tables import Column


class TextColumn(Column):
    """A cell that is text and nothing else. Written without a template: a list has hundreds of them."""

    def render_cell_html(self, instance, parent_context):
        value = self.get_value(instance)
        return format_html("<td>{}</td>", "" if value is None else value)
