"""Table 1 of the Helse Nord report of August 2021 → a capacity plan."""

from collections.abc import Mapping

from alisveien.places.checking import Table, by, choice, refers, whole
from alisveien.places.models import Place
from alisveien.posts.models import CapacityPlan, PlannedPosts

PLAN = "capacity_plan_helse_nord"
TABLE_1 = "Helse Nord, tabell 1 (august 2021)"
TABLES: Mapping[str, Table] = {
    PLAN: Table(
        {
            "trust_org_number": refers("health_trusts", "org_number", where="type", among=("HF",)),
            "year": whole(2000, 2100),
            "period": choice("P1", "P2"),
            "posts": whole(0, 999),
        },
        by("trust_org_number", "year", "period"),
    )
}
_FIRST_VERSION = 1
_SOURCE = "Helse Nord-rapporten av august 2021, tabell 1: forslag som justeres hvert år"


def load_plan(rows: list[dict[str, str]]) -> int:
    """Make table 1 exactly the rows, which must have been checked against ``TABLES``. Other plans are left alone.

    Returns how many half-years were new, changed or taken away.
    """
    trusts = {trust.code: trust for trust in Place.objects.filter(kind=Place.Kind.TRUST)}
    plan, _made = CapacityPlan.objects.get_or_create(
        name=TABLE_1,
        defaults={"version": _FIRST_VERSION, "state": CapacityPlan.State.TENTATIVE, "source": _SOURCE},
    )
    known = {(row.trust_id, row.year, row.half): row for row in plan.rows.all()}
    new, changed = [], []
    for row in rows:
        half = {"P1": 1, "P2": 2}[row["period"]]
        trust, year, posts = trusts[row["trust_org_number"]], int(row["year"]), int(row["posts"])
        one = known.pop((trust.pk, year, half), None)
        if one is None:
            new.append(PlannedPosts(plan=plan, trust=trust, year=year, half=half, posts=posts))
        elif one.posts != posts:
            one.posts = posts
            changed.append(one)
    plan.rows.filter(pk__in=[row.pk for row in known.values()]).delete()
    PlannedPosts.objects.bulk_create(new)
    PlannedPosts.objects.bulk_update(changed, ["posts"])
    return len(new) + len(changed) + len(known)
