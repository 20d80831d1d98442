"""The pages of enquiries: a new one, the record, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.enquiries import queries, registers, rules
from alisveien.enquiries.forms import LogForm
from alisveien.enquiries.pages.asking import actor_of, persons_suggested, suggestions
from alisveien.enquiries.pages.deeds import DEEDS, seen_of
from alisveien.enquiries.pages.record import record_of
from alisveien.enquiries.queries_persons import persons_that_ask
from alisveien.enquiries.services import keeping
from alisveien.journal.seen import see_again
from alisveien.workbench.pages import list_page


def kept_by(request: HttpRequest) -> Actor:
    """Who asks; refused to those who keep no office's enquiries."""
    actor = actor_of(request)
    allow(rules.may_keep_any(actor), _("Siden er for rådgiverne ved ALIS- og SamLIS-kontorene."))
    return actor


@never_cache
@login_required
def enquiries(request: HttpRequest) -> HttpResponse:
    """The list of the office's enquiries."""
    kept_by(request)
    return list_page(registers.enquiries)(request)


@never_cache
@login_required
def enquiry_new(request: HttpRequest) -> HttpResponse:
    """Log a call or mail; «Lagre og før en ny» comes back here."""
    actor, today = kept_by(request), timezone.localdate()
    form = posted(LogForm, request, actor=actor, today=today)
    offices = list(queries.offices_for(actor, today))
    office = next((one for one in offices if one.code == request.POST.get("office")), offices[0] if offices else None)
    allow(office is not None, _("Kontoret ditt finnes ikke i registeret i dag."))
    if attempt(form, keeping.log_enquiry, office=office, by=actor, at=timezone.now()):
        messages.success(request, _("Henvendelsen er ført."))
        return redirect("enquiries:enquiry_new" if "igjen" in request.POST else "enquiries:enquiries")
    context = {
        "form": form,
        "offices": offices if len(offices) > 1 else [],
        "office": office,
        "places": suggestions(queries.places_that_ask(actor, today)),
        "persons": persons_suggested(persons_that_ask(actor, today)),
        "crumbs": [(_("Henvendelser"), reverse("enquiries:enquiries")), (_("Ny henvendelse"), "")],
    }
    return render(request, "enquiries/enquiry_new.html", context)


@never_cache
@login_required
@require_safe
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """One enquiry, with the form of its answer while it is open."""
    actor, today = actor_of(request), timezone.localdate()
    found = get_object_or_404(queries.enquiries_for(actor, today), pk=pk)
    context = record_of(actor, found, today)
    if context["is_open"]:
        context |= DEEDS["svar"].context(actor, found, today)
        context["form"] = DEEDS["svar"].form_of(found, actor, today)()
    return render(request, "enquiries/enquiry.html", context)


@never_cache
@login_required
def enquiry_deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Answer, give to a colleague, close, open again or put right; see `pages.deeds`."""
    actor, today = actor_of(request), timezone.localdate()
    found = get_object_or_404(queries.enquiries_for(actor, today), pk=pk)
    if name not in DEEDS:
        raise Http404
    deed = DEEDS[name]
    form = posted(deed.form_of(found, actor, today), request)
    inserted = _inserted(request, actor, found, today)
    if inserted is not None:
        form = deed.form_of(found, actor, today)(initial={"answer": inserted})
    elif attempt(form, deed.do, enquiry=found, by=actor, at=timezone.now()):
        messages.success(request, str(deed.done))
        return redirect("enquiries:enquiry", pk)
    see_again(form, **seen_of(found))
    context: dict[str, Any] = {"form": form, "enquiry": found, "deed": deed, "name": name}
    context["crumbs"] = [
        (_("Henvendelser"), reverse("enquiries:enquiries")),
        (registers.said(found), reverse("enquiries:enquiry", args=[pk])),
        (deed.heading, ""),
    ]
    return render(request, "enquiries/enquiry_deed.html", context | deed.context(actor, found, today))


def _inserted(request: HttpRequest, actor: Actor, found: Any, today: Any) -> str | None:
    """What was typed with the chosen standard answer after it; None when nothing was to be inserted."""
    if "sett_inn" not in request.POST:
        return None
    chosen = request.POST.get("standardsvar", "")
    own = queries.standard_answers_for(actor).filter(office=found.office)
    text = next((one.words for one in own if str(one.pk) == chosen), "")
    return "\n\n".join(part for part in (request.POST.get("answer", "").strip(), text) if part)
