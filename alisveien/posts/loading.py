"""Table 1 of the Helse Nord report of August 2021 → a capacity plan."""

from alisveien.places.models import Place
from alisveien.posts.models import CapacityPlan, PlannedPosts

TABLE_1 = "Helse Nord, tabell 1 (august 2021)"
_SOURCE = "Helse Nord-rapporten av august 2021, tabell 1: forslag som justeres hvert år"


def load_plan(rows: list[dict[str, str]]) -> int:
    """Write the plan. Returns how many rows were new or changed. Raises KeyError or ValueError for a broken row."""
    trusts = {trust.code: trust for trust in Place.objects.filter(kind=Place.Kind.TRUST)}
    plan, _made = CapacityPlan.objects.get_or_create(
        name=TABLE_1, defaults={"state": CapacityPlan.State.TENTATIVE, "source": _SOURCE}
    )
    known = {(row.trust_id, row.year, row.half): row for row in plan.rows.all()}
    changed = 0
    for row in rows:
        half = {"P1": 1, "P2": 2}[row["period"]]
        trust, year, posts = trusts[row["trust_org_number"]], int(row["year"]), int(row["posts"])
        one = known.get((trust.pk, year, half))
        if one is None or one.posts != posts:
            PlannedPosts.objects.update_or_create(
                plan=plan, trust=trust, year=year, half=half, defaults={"posts": posts}
            )
            changed += 1
    return changed
