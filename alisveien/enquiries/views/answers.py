"""The pages of standard answers: the list, a new one, one to change, and out of use."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.enquiries import queries, registers
from alisveien.enquiries.forms import ChangeStandardAnswerForm, StandardAnswerForm
from alisveien.enquiries.pages.asking import actor_of
from alisveien.enquiries.services import standard_answers as services
from alisveien.enquiries.views.keeping import kept_by
from alisveien.journal.pages import log_of
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of, see_again
from alisveien.workbench.pages import list_page


@never_cache
@login_required
def standard_answers(request: HttpRequest) -> HttpResponse:
    """The list of standard answers."""
    kept_by(request)
    return list_page(registers.standard_answers)(request)


@never_cache
@login_required
def standard_answer_new(request: HttpRequest) -> HttpResponse:
    """A new standard answer of one's own office."""
    actor = kept_by(request)
    office = queries.offices_for(actor, timezone.localdate()).first()
    allow(office is not None, _("Kontoret ditt finnes ikke i registeret i dag."))
    form = posted(StandardAnswerForm, request)
    if attempt(form, services.keep_standard_answer, office=office, by=actor, at=timezone.now()):
        messages.success(request, _("Standardsvaret er lagt til."))
        return redirect("enquiries:standard_answers")
    context = {"form": form, "heading": _("Nytt standardsvar"), "crumbs": _crumbs(_("Nytt standardsvar"))}
    return render(request, "enquiries/standard_answer.html", context)


@never_cache
@login_required
def standard_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One standard answer: change its words; its log."""
    actor = actor_of(request)
    found = get_object_or_404(queries.standard_answers_for(actor), pk=pk)
    seen = mark_of(picture(found, *services.FIELDS))
    initial = {name: getattr(found, name) for name in services.FIELDS} | {"seen": seen}
    form = posted(ChangeStandardAnswerForm, request, initial=initial)
    if attempt(form, services.change_standard_answer, answer=found, by=actor, at=timezone.now()):
        messages.success(request, _("Standardsvaret er endret. Du kan angre i loggen."))
        return redirect("enquiries:standard_answers")
    see_again(form, seen=seen)
    context = {"form": form, "heading": found.title, "answer": found, "crumbs": _crumbs(found.title)}
    return render(request, "enquiries/standard_answer.html", context | {"log": log_of(actor, found)})


@never_cache
@login_required
def standard_answer_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a standard answer out of use."""
    actor = actor_of(request)
    found = get_object_or_404(queries.standard_answers_for(actor), pk=pk)
    form = posted(Form, request)
    if attempt(form, services.end_standard_answer, answer=found, by=actor, at=timezone.now()):
        messages.success(request, _("Standardsvaret er tatt ut av bruk."))
        return redirect("enquiries:standard_answers")
    context = {"form": form, "answer": found, "crumbs": _crumbs(_("Ta ut av bruk"))}
    return render(request, "enquiries/standard_answer_end.html", context)


def _crumbs(last: str) -> list[tuple[str, str]]:
    front, several = reverse("enquiries:enquiries"), reverse("enquiries:standard_answers")
    return [(_("Henvendelser"), front), (_("Standardsvar"), several), (last, "")]
