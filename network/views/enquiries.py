from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from accounts.backoffice.views import add_refusal
from accounts.by_link import ByLink
from network.actions.enquiries import answer_enquiry, decline_enquiry, report_enquiry, send_enquiry
from network.actions.enquiry_outcomes import ASKER, FIELDS, PURPOSE, tell_outcome
from network.enums import MOST_RECIPIENTS
from network.fitting import companies_that_fit, without_material
from network.forms.enquiries import (
    AnswerForm,
    ChooseForm,
    DeclineForm,
    NeedForm,
    OutcomeForm,
    ReportForm,
    WriteForm,
)
from network.models import CapabilityProfile, Enquiry, EnquiryRecipient
from network.rules.enquiries import (
    has_verified_address,
    is_reachable,
    keeps_profile,
    may_answer,
    may_decline,
    may_report,
    shows_addresses,
    why_not_write,
)
from network.rules.enquiry_limits import COMPANIES_A_WEEK, ENQUIRIES_A_DAY
from prizes.gazetteer import places

# More than the newest of these nobody looks through; what waits is always among them.
MOST_LISTED = 100
# A list to choose from, not to copy.
MOST_OFFERED = 24
KEPT = "kept_texts"
# Of so many forms, and of each field so much: a session is no place to fill.
MOST_KEPT, MOST_LETTERS_KEPT = 4, 4000


@method_decorator(never_cache, name="dispatch")
class KeepingFormView(FormView):
    """Whoever is not signed in, or not any more, signs in when they send it and finds what they typed again."""

    @property
    def kept_as(self):
        return self.request.path

    @property
    def kept(self):
        return self.request.session.get(KEPT, {}).get(self.kept_as)

    def keep(self):
        names = self.form_class.base_fields
        typed = {name: self.request.POST.get(name, "")[:MOST_LETTERS_KEPT] for name in names}
        others = {key: text for key, text in self.request.session.get(KEPT, {}).items() if key != self.kept_as}
        newest = list(others.items())[-(MOST_KEPT - 1) :]
        self.request.session[KEPT] = dict(newest) | {self.kept_as: typed}

    def let_go(self):
        texts = self.request.session.get(KEPT, {})
        self.request.session[KEPT] = {key: text for key, text in texts.items() if key != self.kept_as}

    def get_initial(self):
        return super().get_initial() | (self.kept or {})

    def post(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            self.keep()
            messages.info(request, _("What you typed is kept. Sign in, look at it once more and send it."))
            return redirect_to_login(request.path)
        return super().post(request, *args, **kwargs)

    def refused(self, form, refusal):
        add_refusal(form, refusal)
        return self.form_invalid(form)


class NeedView(KeepingFormView):
    """Somebody describes what they need. They may begin before they have an account."""

    template_name = "network/enquiries/need.html"

    def get_initial(self):
        return {"company_name": company_of(self.request.user)} | super().get_initial()

    @cached_property
    def refusal(self):
        return why_not_write(self.request.user) if self.request.user.is_authenticated else ""

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        return self.get(request) if self.refusal else super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        limits = {"a_day": ENQUIRIES_A_DAY, "a_week": COMPANIES_A_WEEK, "most": MOST_RECIPIENTS}
        person = self.request.user
        is_unconfirmed = bool(self.refusal) and person.is_authenticated and not has_verified_address(person)
        return super().get_context_data(refusal=self.refusal, is_unconfirmed=is_unconfirmed, limits=limits, **kwargs)


class DescribeNeed(NeedView):
    form_class = NeedForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(places=[place.name for place in places().values()], **kwargs)

    def post(self, request, *args, **kwargs):
        """What is right goes on to the companies; signing in lies between where it must."""
        if self.refusal:
            return self.get(request)
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        self.keep()
        if not request.user.is_authenticated:
            messages.info(request, _("What you typed is kept. Sign in to see which companies fit."))
            return redirect_to_login(reverse("enquiries:companies"))
        return redirect("enquiries:companies")


class ChooseCompanies(LoginRequiredMixin, KeepingFormView):
    form_class = ChooseForm
    template_name = "network/enquiries/companies.html"

    @property
    def kept_as(self):
        return reverse("enquiries:new")

    @cached_property
    def described(self):
        """What was typed before, as long as it still holds."""
        form = NeedForm(self.kept or {})
        return form if form.is_valid() else None

    @cached_property
    def fits(self):
        return companies_that_fit(self.described.need(), by=self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and (why_not_write(request.user) or self.described is None):
            return redirect("enquiries:new")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"fits": self.fits[:MOST_OFFERED]}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        chosen = context["form"].data.getlist("companies") if context["form"].is_bound else []
        rows = [(fit, str(fit.profile.pk) in chosen) for fit in self.fits[:MOST_OFFERED]]
        need = self.described.need()
        return context | {
            "rows": rows,
            "left_out": max(len(self.fits) - MOST_OFFERED, 0),
            "need": need,
            "told": self.described.facts(),
            "most": MOST_RECIPIENTS,
            "without_material": 0 if self.fits else without_material(need, by=self.request.user),
        }

    def form_valid(self, form):
        chosen = form.cleaned_data["companies"]
        try:
            enquiry = send_enquiry(need=self.described.facts(), profiles=chosen, by=self.request.user)
        except ValidationError as refusal:
            return self.refused(form, refusal)
        self.let_go()
        told = ngettext(
            "Your enquiry is on its way to %(count)s company. We write to you when it answers.",
            "Your enquiry is on its way to %(count)s companies. We write to you when one answers.",
            len(chosen),
        )
        messages.success(self.request, told % {"count": len(chosen)})
        return redirect("enquiries:enquiry", enquiry.pk)


class WriteToCompany(NeedView):
    form_class = WriteForm

    @cached_property
    def profile(self):
        profiles = CapabilityProfile.objects.public().select_related("organisation")
        return get_object_or_404(profiles, slug=self.kwargs["slug"])

    @cached_property
    def refusal(self):
        if not is_reachable(self.request.user, self.profile):
            return _("Nobody of this company reads enquiries at the moment.")
        if keeps_profile(self.request.user, self.profile):
            return _("This is your own company.")
        return super().refusal

    def dispatch(self, request, *args, **kwargs):
        _ = self.profile
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(profile=self.profile, **kwargs)

    def form_valid(self, form):
        try:
            enquiry = send_enquiry(need=form.facts(), profiles=[self.profile], by=self.request.user)
        except ValidationError as refusal:
            return self.refused(form, refusal)
        self.let_go()
        told = _("Your enquiry is on its way to %(company)s. We write to you when it answers.")
        messages.success(self.request, told % {"company": self.profile})
        return redirect("enquiries:enquiry", enquiry.pk)


@method_decorator(never_cache, name="dispatch")
class Mine(LoginRequiredMixin, TemplateView):
    """What somebody sent, and what the companies for which they speak received."""

    template_name = "network/enquiries/mine.html"

    def get_context_data(self, **kwargs):
        person = self.request.user
        received = EnquiryRecipient.objects.kept_by(person).for_reading().order_by("-enquiry__created_at", "pk")
        waiting = list(received.waiting()[:MOST_LISTED])
        ended = list(received.exclude(pk__in=[row.pk for row in waiting])[:MOST_LISTED])
        sent = Enquiry.objects.of_person(person).with_recipients()[:MOST_LISTED]
        return super().get_context_data(received=[*waiting, *ended], sent=sent, **kwargs)


@method_decorator(never_cache, name="dispatch")
class Sent(LoginRequiredMixin, TemplateView):
    template_name = "network/enquiries/sent.html"

    def get_context_data(self, **kwargs):
        mine = Enquiry.objects.of_person(self.request.user).with_recipients()
        enquiry = get_object_or_404(mine, pk=self.kwargs["pk"])
        rows = [(recipient, shows_addresses(recipient)) for recipient in enquiry.recipients.all()]
        return super().get_context_data(enquiry=enquiry, rows=rows, **kwargs)


class KeeperView(KeepingFormView):
    """One enquiry, read by who speaks for its company."""

    rule = None

    @cached_property
    def recipient(self):
        rows = EnquiryRecipient.objects.kept_by(self.request.user).for_reading()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.post(request) if request.method == "POST" else redirect_to_login(request.path)
        if self.rule is not None and not self.rule(request.user, self.recipient):
            raise Http404
        _ = self.recipient
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(recipient=self.recipient, enquiry=self.recipient.enquiry, **kwargs)

    def act(self, form):
        raise TypeError(f"{type(self).__name__} does not say what it does.")

    def form_valid(self, form):
        try:
            done = self.act(form)
        except ValidationError as refusal:
            return self.refused(form, refusal)
        self.let_go()
        messages.success(self.request, done)
        return redirect("enquiries:received", self.recipient.pk)


class Received(KeeperView):
    form_class = AnswerForm
    template_name = "network/enquiries/received.html"

    def get_context_data(self, **kwargs):
        person = self.request.user
        return super().get_context_data(
            may_answer=may_answer(person, self.recipient),
            may_decline=may_decline(person, self.recipient),
            may_report=may_report(person, self.recipient),
            shows_addresses=shows_addresses(self.recipient),
            **kwargs,
        )

    def act(self, form):
        answer_enquiry(recipient=self.recipient, answer=form.cleaned_data["answer"], by=self.request.user)
        return _("Your answer is sent. You can write to each other now.")


class Decline(KeeperView):
    rule = staticmethod(may_decline)
    form_class = DeclineForm
    template_name = "network/enquiries/decline.html"

    def act(self, form):
        decline_enquiry(recipient=self.recipient, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("The enquiry is declined. Your name and address were not told.")


class Report(KeeperView):
    rule = staticmethod(may_report)
    form_class = ReportForm
    template_name = "network/enquiries/report.html"

    def act(self, form):
        report_enquiry(recipient=self.recipient, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("The prize office reads it and writes to you.")


class TellOutcome(ByLink):
    purposes = (PURPOSE,)
    form_class = OutcomeForm
    template_name = "network/enquiries/outcome.html"
    closed_template_name = "network/enquiries/outcome_closed.html"

    @cached_property
    def recipient(self):
        return EnquiryRecipient.objects.for_reading().get(pk=self.invitation.target)

    @property
    def is_asker(self):
        return self.invitation.terms["side"] == ASKER

    def may_be_answered(self):
        return not getattr(self.recipient, FIELDS[self.invitation.terms["side"]])

    def get_context_data(self, **kwargs):
        return super().get_context_data(recipient=self.recipient, is_asker=self.is_asker, **kwargs)

    def answer(self, **given):
        tell_outcome(**given)


def company_of(person):
    """Where they work, if they have said so: for whom they most likely ask."""
    if not person.is_authenticated:
        return ""
    affiliation = person.affiliations.current().select_related("organisation").order_by("pk").first()
    return affiliation.organisation.name if affiliation else ""
