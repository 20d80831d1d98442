"""Who may read a workbook in, starting from an empty house."""

import pytest
from django.conf import LazySettings

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed
from alisveien.placements import queries
from alisveien.placements.models import Nomination
from alisveien.placements.services import intake as deeds
from tests.placements.loading import EXAMPLE, counts, load, reading_of
from tests.placements.people import AT, coordinator, trust
from tests.roles import ADVISER, actor_as

pytestmark = pytest.mark.django_db


def test_a_trust_reads_in_its_own_rows_only(demonstration: None) -> None:
    by = coordinator()
    found = deeds.read_in(reading=reading_of(), place=trust(), year=2028, file_name="unn.xlsx", by=by, at=AT)
    assert {one.trust_id for one in Nomination.objects.all()} == {trust().pk}
    codes = {fault["code"] for row in queries.rejected_of(found) for fault in row.faults}
    assert codes == {"not_yours"}
    assert found.new + queries.rejected_of(found).count() == 84


def test_who_may_not_read_in_changes_nothing(demonstration: None) -> None:
    for by in (VISITOR, actor_as(ADVISER), coordinator("Fremmed", "983974910")):
        with pytest.raises(NotAllowed):
            deeds.read_in(reading=reading_of(), place=trust(), year=2028, file_name="x.xlsx", by=by, at=AT)
    assert counts()[0] == 0


def test_outside_a_demonstration_nothing_is_loaded(demonstration: None, settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(NotAllowed):
        load(EXAMPLE)
    assert counts()[0] == 0
