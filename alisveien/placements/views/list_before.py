"""«Slik det var»: a trust's list as it stood on another day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.placements.pages import parts
from alisveien.placements.pages.list_before import lines_of
from alisveien.placements.queries_list_before import list_before
from alisveien.placements.views.asking import actor_of, round_of


@never_cache
@require_safe
def trust_list_then(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """Who was nominated and in which order when the day of ``?per=`` was over, beside today."""
    actor, today = actor_of(request), timezone.localdate()
    round_ = round_of(request, year, trust)
    day, fault = _day(request.GET.get("per", ""), today)
    then = list_before(actor, round_, day)
    now = then if day == today else list_before(actor, round_, today)
    context = {
        "round": round_,
        "trust": round_.trust,
        "as_of": day,
        "fault": fault,
        "count": len(then),
        "lines": lines_of(then, now),
        "crumbs": parts.crumbs(round_, _("Lista en annen dag")),
    }
    return render(request, "placements/trust_list_then.html", context)


def _day(text: str, today: date) -> tuple[date, str]:
    """The day the address asks for; today, with what was wrong in words, when it is none or has not come."""
    try:
        day = date.fromisoformat(text.strip() or today.isoformat())
    except ValueError:
        return today, _("Dette er ikke en dato. Her er lista slik den er i dag.")
    if not date(2000, 1, 1) <= day <= today:
        return today, _("Velg en dag som har vært. Her er lista slik den er i dag.")
    return day, ""
