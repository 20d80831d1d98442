"""The jobs of this area."""

from django.utils import timezone

from alisveien.base.jobs import job
from alisveien.placements.models import Round
from alisveien.placements.services.release import write_release_letters


@job("placements.tell_about_release")
def tell_about_release(round_id: int) -> None:
    """Write to doctors and leaders that a round is released. Done twice, nobody gets two letters."""
    round_ = Round.objects.select_related("trust").filter(pk=round_id).first()
    if round_ is not None:
        write_release_letters(round_=round_, at=timezone.now())
