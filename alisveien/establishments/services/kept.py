"""Keeping what somebody types in a form of this area until it is sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.establishments.models import KeptAnswers

LONGEST, MOST = 1000, 300
KEPT_FOR = timedelta(days=90)


@transaction.atomic
def keep_answers(*, subject: str, typed: Mapping[str, Sequence[str]], by: Actor, at: datetime) -> KeptAnswers:
    """Keep what a person has typed in a form, faults too; what was kept of it before is replaced.

    Answers nobody has touched for ninety days are thrown away at the same time. Raises NotAllowed for a visitor.
    """
    allow(by.user_id is not None)
    assert by.user_id is not None
    KeptAnswers.objects.filter(saved_at__lt=at - KEPT_FOR).delete()
    clean = {name: [one.replace("\x00", "")[:LONGEST] for one in several] for name, several in typed.items()}
    kept, _made = KeptAnswers.objects.update_or_create(
        user_id=by.user_id, subject=subject, defaults={"typed": dict(list(clean.items())[:MOST]), "saved_at": at}
    )
    return kept


@transaction.atomic
def forget_answers(*, subjects: Sequence[str], by: Actor, at: datetime) -> None:
    """Throw away what a person had typed: it has been sent, or is not wanted."""
    KeptAnswers.objects.filter(user_id=by.user_id or 0, subject__in=subjects).delete()
