"""The jobs of this area: what follows a reform on its day."""

from django.utils import timezone

from alisveien.base.jobs import job
from alisveien.processes.services import carry_over


@job("processes.carry_over")
def carry_over_on_the_day(change_id: int) -> None:
    """Let what belongs to municipalities that ended today follow to the one that goes on."""
    carry_over(change_id=change_id, at=timezone.now())
