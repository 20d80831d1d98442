"""The pages of Helsedirektoratet's table: send it in, see every difference, take it over whole."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.establishments import queries_table, rules
from alisveien.establishments.services import table as services
from alisveien.establishments.views.institutions import actor_of
from alisveien.workbench.forms_intake import ReadInForm, SendForm


@never_cache
def table_new(request: HttpRequest) -> HttpResponse:
    """Send the table in."""
    actor = actor_of(request)
    allow(rules.may_import_table(actor), _("Bare nasjonal koordinator leser inn Helsedirektoratets tabell."))
    words = _("Arbeidsbok (.xlsx) eller CSV med spesialitet, virksomhet, godkjent fra, godkjent til, vedtaksdato.")
    form = posted(SendForm, request, label=_("Helsedirektoratets tabell"), help_text=words)
    if form.is_bound and form.is_valid():
        try:
            file = services.send_table(upload=form.cleaned_data["upload"], by=actor, at=timezone.now())
            return redirect("establishments:table_check", file.pk)
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error("upload", reason)
    context = {
        "form": form,
        "title": _("Les inn Helsedirektoratets tabell"),
        "lead": _("Du ser hver forskjell før noe lagres. Alt leses inn, eller ingenting."),
        "button": _("Se forskjellene"),
        "crumbs": _crumbs((_("Les inn tabell"), "")),
    }
    return render(request, "workbench/file_new.html", context)


@never_cache
def table_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Every difference; POST takes them over."""
    actor, now = actor_of(request), timezone.now()
    file = queries_table.table_for(actor, pk)
    if file is None:
        raise Http404
    form = posted(ReadInForm, request)
    if attempt(form, services.take_over_table, file=file, by=actor, at=now):
        messages.success(request, _("Tabellen er lest inn. Hver endring står i loggen og kan angres."))
        return redirect("establishments:institutions")
    found = services.preview_table(file=file, by=actor, at=now)
    context = {"file": file, "form": form, "found": found, "absent": queries_table.absent_names(found.absent)}
    context["crumbs"] = _crumbs((_("Les inn tabell"), reverse("establishments:table_new")), (_("Forskjellene"), ""))
    return render(request, "establishments/table_check.html", context)


def _crumbs(*below: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Utdanningsvirksomheter"), reverse("establishments:institutions")), *below]
