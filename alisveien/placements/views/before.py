"""«Slik det var»: a nomination as it stood on another day."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import allow
from alisveien.placements import queries_nomination as queries
from alisveien.placements.answers import typed_of
from alisveien.placements.pages import nomination_rows as rows
from alisveien.placements.queries_before import nomination_before
from alisveien.placements.rules_nomination import may_read_log
from alisveien.placements.rules_who import may_see_looks
from alisveien.placements.views.asking import actor_of


@never_cache
@require_safe
def nomination_then(request: HttpRequest, pk: int) -> HttpResponse:
    """A nomination as it was when the day of ``?per=`` ended, with what is otherwise now marked."""
    actor, today = actor_of(request), timezone.localdate()
    one = queries.nomination_seen(actor, pk, today)
    if one is None:
        raise Http404
    allow(may_read_log(actor, one) and may_see_looks(actor, one.doctor), _("Siden er for dem som kan lese loggen."))
    day, fault = _day(request.GET.get("per", ""), today)
    was = nomination_before(actor, one, day)
    choices = queries.choices_for(actor, one.municipality, today, kept=queries.halves_of(was or one))
    context = {
        "nomination": one,
        "as_of": day,
        "fault": fault,
        "was_there": was is not None,
        "answers": rows.rows_of(typed_of(was), choices, day, seen=typed_of(one)) if was else [],
        "crumbs": [
            (_("Innmeldinger"), "/innmeldinger/"),
            (one.name, f"/innmeldinger/{pk}/"),
            (_("Slik den var"), ""),
        ],
        "help": _(
            "Velg en dag for å se innmeldingen slik den sto da dagen var over. Det som er annerledes nå, er merket."
        ),
    }
    return render(request, "placements/nomination_then.html", context)


def _day(text: str, today: date) -> tuple[date, str]:
    """The day the address asks for; today, with what was wrong in words, when it is none or has not come."""
    try:
        day = date.fromisoformat(text.strip() or today.isoformat())
    except ValueError:
        return today, _("Dette er ikke en dato. Her er innmeldingen slik den er i dag.")
    if not date(2000, 1, 1) <= day <= today:
        return today, _("Velg en dag som har vært. Her er innmeldingen slik den er i dag.")
    return day, ""
