"""Tables somebody has sent in to be read row by row."""

from collections.abc import Sequence

from alisveien.base.actor import Actor
from alisveien.workbench.intake import File


def file_for(actor: Actor, model: type[File], pk: int) -> File | None:
    """A file the actor has sent in; None for any other, and for one thrown away before it was read in."""
    if actor.user_id is None:
        return None
    own = model._default_manager.filter(pk=pk, by_id=actor.user_id).exclude(document=None, read_at=None)
    return own.select_related("document").first()


def mapping_before(actor: Actor, model: type[File], headings: Sequence[str]) -> dict[str, str]:
    """How the actor last mapped a file with the same headings; empty when there was none."""
    last = model._default_manager.filter(by_id=actor.user_id, headings=list(headings)).order_by("-pk").first()
    return dict(last.mapping) if last else {}
