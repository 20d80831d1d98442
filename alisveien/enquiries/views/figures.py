"""The figures of enquiries, and the same as a file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import allow
from alisveien.enquiries import queries, rules
from alisveien.enquiries.pages import figures as pages
from alisveien.enquiries.pages.asking import actor_of
from alisveien.enquiries.registers_figures import figures as figures_file
from alisveien.enquiries.registers_figures import rows_of
from alisveien.workbench import export

WRITERS = {"csv": export.as_csv, "xlsx": export.as_xlsx}


@never_cache
@login_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How many, how fast, about what and from whom in a period, for one office or all one sees."""
    actor, today = actor_of(request), timezone.localdate()
    allow(rules.may_see_figures(actor), _("Siden er for ALIS-kontorene og lesere av tall."))
    period = pages.period_of(request.GET.dict(), today)
    offices = queries.offices_with_figures(actor, today)
    office = request.GET.get(pages.OFFICE, "")
    office = office if office in dict(offices) else ""
    rows = queries.figures_for(actor, period.first, period.last, office)
    context: dict[str, Any] = pages.context_of(rows, period, today)
    if (wanted := request.GET.get("last_ned", "")) in WRITERS:
        return _file(request, wanted, rows, period, synthetic=context["synthetic"])
    context |= {
        "offices": offices,
        "office": office,
        "office_name": dict(offices).get(office, ""),
        "choices": pages.choices_of(today, office),
        "keeps": rules.may_keep_any(actor),
        "downloads": [
            (kind.upper(), f"?fra={period.first}&til={period.last}&kontor={office}&last_ned={kind}") for kind in WRITERS
        ],
    }
    return render(request, "enquiries/figures.html", context)


def _file(request: HttpRequest, kind: str, rows: pages.Rows, period: pages.Period, *, synthetic: bool) -> HttpResponse:
    lines = rows_of(rows)
    about = export.About(
        count=len(lines),
        filters=(f"{period.first}–{period.last}",),
        at=timezone.now(),
        address=request.build_absolute_uri(request.get_full_path()),
    )
    return WRITERS[kind](figures_file(timezone.localdate(), synthetic=synthetic), lines, about)
