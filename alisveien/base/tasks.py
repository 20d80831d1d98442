"""The jobs every area stands on."""

from django.utils import timezone

from alisveien.base import post
from alisveien.base.jobs import job


@job("base.send_letter", attempts=8)
def send_letter(letter_id: int) -> None:
    """Hand one letter to the mail server. A letter that has been handed over is left alone."""
    post.send_letter(letter_id=letter_id, at=timezone.now())


@job("base.send_waiting_letters")
def send_waiting_letters() -> None:
    """Queue every letter that still waits. Asked for by each worker that starts."""
    post.send_waiting_letters()
