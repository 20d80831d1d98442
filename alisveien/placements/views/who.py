"""«Hvem kan se dette?»: who may see a nominated doctor by name, and who has looked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.days import norwegian_day
from alisveien.base.errors import allow
from alisveien.journal.pages import looks_for
from alisveien.placements import queries_nomination, queries_who, rules_who
from alisveien.placements.pages import who
from alisveien.placements.views.asking import actor_of, now


@never_cache
@require_safe
def nomination_who(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may see the doctor of a nomination, and who has looked. For the doctor, the own unit and the trust."""
    actor, at = actor_of(request), now()
    one = queries_nomination.nomination_seen(actor, pk, norwegian_day(at))
    if one is None:
        raise Http404
    allow(rules_who.may_see_who(actor, one), _("Siden er for legen selv, lederen, kommuneoverlegen og helseforetaket."))
    context = {
        "nomination": one,
        "rows": who.rows_of(queries_who.who_may_see(actor, one, at)),
        "links": queries_who.links_to(actor, one, at),
        "may_see_looks": rules_who.may_see_looks(actor, one.doctor),
        "looks": looks_for(actor, one.doctor, {code: str(name) for code, name in who.LOOKED.items()}),
        "crumbs": [(_("Innmeldinger"), "/innmeldinger/"), (one.name, f"/innmeldinger/{pk}/"), (_("Hvem kan se"), "")],
        "help": _(
            "Lista er regnet ut av rollene slik de er nå. Kjenner du ikke igjen noen, spør den som gir tilganger."
        ),
    }
    return render(request, "placements/nomination_who.html", context)
