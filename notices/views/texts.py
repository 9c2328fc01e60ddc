from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from notices.access import text_scopes_for
from notices.actions import change_text, reset_text, send_trial
from notices.composing import compose, wording
from notices.forms import TextForm
from notices.models import TemplateText
from notices.registry import all_templates, get_template
from notices.views.base import ManagersOnly, NoticesPage


@dataclass(frozen=True)
class Place:
    """Where a notice may have words of its own."""

    label: str
    url: str
    has_own: bool
    has_general: bool


class TextIndexView(NoticesPage, TemplateView):
    page_title = gettext_lazy("Notice texts")
    template_name = "notices/texts.html"

    def get_context_data(self, **kwargs):
        language = _language(self.request)
        scopes = text_scopes_for(self.request.user)
        own = set(TemplateText.objects.filter(language=language).values_list("template", "scope"))
        rows = [(template, _places(template, scopes, language, own)) for template in all_templates()]
        return super().get_context_data(
            rows=rows, scopes=scopes, language=language, languages=settings.LANGUAGES, **kwargs
        )


class OneText:
    """One notice in one scope and language. What is not this person's to word is not there."""

    @cached_property
    def template(self):
        try:
            return get_template(self.kwargs["key"])
        except ValueError:
            raise Http404 from None

    @cached_property
    def scope(self):
        scope = self.request.GET.get("scope", "")
        if scope not in self.scopes:
            raise Http404
        return scope

    @cached_property
    def scopes(self):
        return dict(text_scopes_for(self.request.user))

    @cached_property
    def language(self):
        return _language(self.request)

    @cached_property
    def own(self):
        return TemplateText.objects.own(self.template.key, scope=self.scope, language=self.language)

    def address(self, name):
        return _address(name, self.template, self.scope, self.language)


class TextEditView(OneText, NoticesPage, FormView):
    """Saving, previewing and trying out are three buttons of one form, so that each works without script."""

    form_class = TextForm
    template_name = "notices/text.html"
    parent = [{"url": reverse_lazy("notice_texts:index"), "label": gettext_lazy("Notice texts")}]

    def get_page_title(self):
        return self.template.name

    def get_page_subtitle(self):
        return self.scopes[self.scope]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "template": self.template}

    def get_initial(self):
        held = wording(self.template, scope=self.scope, language=self.language)
        return {"subject": held.subject, "body": held.body}

    def form_valid(self, form):
        act = {"preview": self.preview, "trial": self.send_trial}.get(self.request.POST.get("act"), self.save)
        return act(form)

    def preview(self, form):
        return self.render_to_response(self.get_context_data(form=form))

    def save(self, form):
        change_text(
            template_key=self.template.key,
            scope=self.scope,
            language=self.language,
            by=self.request.user,
            **form.cleaned_data,
        )
        messages.success(self.request, _("Saved. Notices written from now on use these words."))
        return redirect(self.address("edit"))

    def send_trial(self, form):
        try:
            send_trial(
                template_key=self.template.key, language=self.language, to=self.request.user, **form.cleaned_data
            )
        except OSError as error:
            messages.error(self.request, _("The mail server did not take it: %(error)s") % {"error": error})
        else:
            messages.success(self.request, _("A test is on its way to %(email)s.") % {"email": self.request.user.email})
        return self.preview(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "template": self.template,
            "own": self.own,
            "sample": self._sample(context["form"]),
            "reset_url": self.address("reset"),
        }

    def _sample(self, form):
        """How the mail would look with the words in the form; nothing while they do not pass."""
        if form.is_bound and not form.is_valid():
            return None
        words = form.cleaned_data if form.is_bound else form.initial
        values = self.template.sample_values()
        return compose(words["subject"], words["body"], values, language=self.language)


class TextResetView(OneText, ManagersOnly, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        address = self.address("edit")
        if self.own:
            reset_text(text=self.own, by=request.user)
            messages.success(request, _("Reset. The words of before are kept in the record."))
        return redirect(address)


def _language(request):
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


def _places(template, scopes, language, own):
    general = (template.key, "") in own
    return [
        Place(label, _address("edit", template, scope, language), (template.key, scope) in own, general)
        for scope, label in scopes
    ]


def _address(name, template, scope, language):
    query = urlencode({"scope": scope, "language": language})
    return f"{reverse(f'notice_texts:{name}', args=[template.key])}?{query}"
