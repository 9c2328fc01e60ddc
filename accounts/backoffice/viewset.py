from django.urls import path
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy

from accounts.backoffice import views
from audit.record import record_event
from audit.verbs import is_registered, register_verbs

_registered = []


def registered_viewsets():
    return tuple(_registered)


class HouseViewSet(ModelViewSet):
    """A back-office section over one model.

    Set `model`, `policy` (a HousePermissionPolicy), form fields or panels, and columns. The model's manager must have
    `visible_to(user)`. Override `action_create`, `action_update`, `action_delete` where the app has actions of its own;
    the fallbacks save the form and record `<model>.created`, `.changed` or `.deleted`, naming the changed fields.
    """

    policy = None
    # {"name": HouseActView subclass}
    acts = {}
    # Reordering would write without an event, and nothing reads the reference index: its usage page asks no row.
    sort_order_field = None
    add_to_reference_index = False
    copy_view_enabled = False

    index_view_class = views.HouseIndexView
    add_view_class = views.HouseCreateView
    edit_view_class = views.HouseEditView
    delete_view_class = views.HouseDeleteView
    history_view_class = views.HouseHistoryView
    inspect_view_class = views.HouseInspectView
    copy_view_class = views.HouseCopyView

    def __init__(self, name=None, **kwargs):
        super().__init__(name, **kwargs)
        register_permission_policy(self.model, self.policy)

    def rows(self, user):
        """What this person may see; override to load relations."""
        return self.model._default_manager.visible_to(user)

    def verb(self, act):
        return f"{self.model_name}.{act}"

    def action_create(self, *, form, by):
        instance = form.save()
        record_event(self.verb("created"), target=instance, by=by, details={"fields": changed_fields(form)})
        return instance

    def action_update(self, *, form, by):
        if not form.has_changed():
            return form.instance
        instance = form.save()
        record_event(self.verb("changed"), target=instance, by=by, details={"fields": changed_fields(form)})
        return instance

    def action_delete(self, *, instance, by):
        pk = instance.pk
        instance.delete()
        # Deleting clears the key, and the event still has to say which row it was.
        instance.pk = pk
        record_event(self.verb("deleted"), target=instance, by=by)

    def get_common_view_kwargs(self, **kwargs):
        kwargs = super().get_common_view_kwargs(viewset=self, **kwargs)
        return kwargs | {f"{view}_url_name": None for view in self.hidden_views()}

    def get_urlpatterns(self):
        """Only the pages of writes that exist: no page is refused on principle, it is not there."""
        shown = [pattern for pattern in super().get_urlpatterns() if pattern.name not in self.hidden_views()]
        return shown + [
            path(f"{name}/<{self.pk_path_converter}:pk>/", self.construct_view(view), name=name)
            for name, view in self.acts.items()
        ]

    def hidden_views(self):
        return {"usage"} | {view for view, write in WRITE_OF_VIEW.items() if write not in self.policy.writes}

    def act_buttons(self, row, user):
        """A button for each act that this person may do on this row now."""
        return [
            Button(view.label or view.page_title, url=views.act_url(self, name, row), icon_name=view.icon_name)
            for name, view in self.acts.items()
            if view.offered_for(row) and self.policy.user_has_permission_for_instance(user, view.row_permission, row)
        ]

    def on_register(self):
        super().on_register()
        _registered.append(self)
        label = self.model_opts.verbose_name
        words = {self.verb(act): f"{label[:1].upper()}{label[1:]} {act}" for act in ("created", "changed", "deleted")}
        register_verbs({verb: words[verb] for verb in words if not is_registered(verb)})

    def register_permissions(self):
        """Groups hold no permission on house models, so there is none to offer."""


WRITE_OF_VIEW = {"add": "add", "copy": "add", "edit": "change", "delete": "delete"}


def changed_fields(form):
    """Names only: what was typed may be personal."""
    formsets = getattr(form, "formsets", {})
    return sorted([*form.changed_data, *(name for name, formset in formsets.items() if formset.has_changed())])
