"""Whether anything a round is made from has been written since: a stamp of the stored rows, without reading them.

PostgreSQL gives each version of a row its transaction and its place in the table. A stamp is their hashes summed by
table, so whatever writes (a form, a workbook, raw SQL) gives another stamp. The same stamp means the same rows.
"""

from functools import lru_cache

from django.db import connection

from alisveien.agreements.models import Agreement
from alisveien.establishments.models import Registration
from alisveien.people.models import Doctor
from alisveien.placements.models import GateRules, Nomination, Round, Wish
from alisveien.places.models import DepartmentFacts, HospitalFacts, MunicipalityFacts, Place
from alisveien.posts.models import CapacityPlan, DepartmentTerms, PlannedPosts

OPEN_REGISTERS = (
    Place,
    MunicipalityFacts,
    HospitalFacts,
    DepartmentFacts,
    CapacityPlan,
    PlannedPosts,
    DepartmentTerms,
    Registration,
    Agreement,
    GateRules,
)


def stamp_of(round_: Round) -> tuple[int, ...]:
    """Counts and sums of hashes: the round, the trust's nominations, their doctors and wishes, places and plans."""
    with connection.cursor() as cursor:
        cursor.execute(_question(), {"round": round_.pk, "trust": round_.trust_id})
        row = cursor.fetchone()
    return tuple(int(value or 0) for value in row)


@lru_cache(maxsize=1)
def _question() -> str:
    nomination, doctor, wish, round_ = (one._meta.db_table for one in (Nomination, Doctor, Wish, Round))
    mine = f"{nomination} n JOIN {doctor} d ON d.id = n.doctor_id WHERE n.trust_id = %(trust)s"
    wishes = f"{wish} w JOIN {nomination} n ON n.id = w.nomination_id WHERE n.trust_id = %(trust)s"
    parts = [_sums("r", f"{round_} r WHERE r.id = %(round)s"), _sums("n", mine), _sums("d", mine), _sums("w", wishes)]
    parts += [_sums("t", f"{model._meta.db_table} t") for model in OPEN_REGISTERS]
    return f"SELECT {', '.join(parts)}"


def _sums(alias: str, rows: str) -> str:
    hashed = f"hashtext({alias}.xmin::text || {alias}.ctid::text)"
    return f"(SELECT count(*) FROM {rows}), (SELECT sum({hashed}) FROM {rows})"  # noqa: S608 - our own names
