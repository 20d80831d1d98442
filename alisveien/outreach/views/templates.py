"""The pages of letter templates: the list, a new one, one to change, and out of use."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.journal.pages import log_of
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of, see_again
from alisveien.outreach import queries_templates as queries
from alisveien.outreach import registers_templates as registers
from alisveien.outreach.forms import ChangeTemplateForm, NewTemplateForm, NoAnswer
from alisveien.outreach.services import templates as services
from alisveien.outreach.views.network import following
from alisveien.workbench.pages import list_page


@never_cache
@login_required
def templates(request: HttpRequest) -> HttpResponse:
    """The list of templates."""
    following(request)
    return list_page(registers.templates)(request)


@never_cache
@login_required
def template_new(request: HttpRequest) -> HttpResponse:
    """A new template of one's own office."""
    actor = following(request)
    offices = list(queries.template_offices(actor, timezone.localdate()))
    allow(bool(offices), _("Kontoret ditt finnes ikke i registeret i dag."))
    form = posted(NewTemplateForm, request, offices=offices)
    if attempt(form, services.keep_template, by=actor, at=timezone.now()):
        messages.success(request, _("Malen er lagret. Alle ved kontoret kan bruke den."))
        return redirect("outreach:templates")
    context = {"form": form, "heading": _("Ny brevmal"), "crumbs": _crumbs(_("Ny brevmal"))}
    return render(request, "outreach/template.html", context)


@never_cache
@login_required
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """One template: change its words; its log."""
    actor = following(request)
    found = get_object_or_404(queries.every_template(actor), pk=pk)
    seen = mark_of(picture(found, *services.TYPED))
    initial = {name: getattr(found, name) for name in services.TYPED} | {"seen": seen}
    form = posted(ChangeTemplateForm, request, initial=initial)
    if attempt(form, services.change_template, template=found, by=actor, at=timezone.now()):
        messages.success(request, _("Malen er endret. Du kan angre i loggen."))
        return redirect("outreach:templates")
    see_again(form, seen=seen)
    context = {"form": form, "heading": found.name, "template": found, "crumbs": _crumbs(found.name)}
    return render(request, "outreach/template.html", context | {"log": log_of(actor, found)})


@never_cache
@login_required
def template_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a template out of use."""
    actor = following(request)
    found = get_object_or_404(queries.templates_for(actor), pk=pk)
    form = posted(NoAnswer, request)
    if attempt(form, services.end_template, template=found, by=actor, at=timezone.now()):
        messages.success(request, _("Malen er tatt ut av bruk."))
        return redirect("outreach:templates")
    context = {"form": form, "template": found, "crumbs": _crumbs(_("Ta ut av bruk"))}
    return render(request, "outreach/template_end.html", context)


def _crumbs(last: str) -> list[tuple[str, str]]:
    return [
        (_("Kontaktnett"), reverse("outreach:network")),
        (_("Brevmaler"), reverse("outreach:templates")),
        (last, ""),
    ]
