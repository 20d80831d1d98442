"""What publishing a plan changes, as pictures of before and after: stays, their parts, posts, and what posts are kept
for. Keys are texts and days ISO dates, as JSON keeps them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alisveien.base.errors import agree
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.planning.compare import Moved
from alisveien.engines.planning.plan import Piece
from alisveien.placements.models import Placement, PlacementUnit, PostPlace
from alisveien.placements.queries_planner import Standing
from alisveien.posts.models import Post

State = Post.State
Picture = dict[str, dict[str, Any]]


def pictures_of(moved: Iterable[Moved], standing: Standing) -> tuple[Picture, Picture]:
    """What stands of all that a plan changes, and what is to stand: each stay that changes half-year gets a free post.

    Raises RuleBroken when a half-year has no free post left.
    """
    pairs = [(one.before, one.now) for one in moved if one.before is not None and one.now is not None]
    stays = [(was, now) for was, now in pairs if was.doctor is not None]
    to_other_half = [(was, now) for was, now in stays if was.cell.half != now.cell.half]
    given = _posts_for(to_other_half, standing)
    left = {was.post for was, _now in to_other_half}
    posts = {**dict.fromkeys(left, State.OPEN.value), **dict.fromkeys(given.values(), State.FILLED.value)}
    after: Picture = {
        "stays": {str(now.placement): [given[now.key], *_days(now)] for _was, now in to_other_half},
        "units": {now.key[1:]: [now.cell.hospital, now.cell.department, *_days(now)] for _was, now in stays},
        "posts": {str(pk): state for pk, state in posts.items()},
        "kept": {str(now.post): _kept(now) for _was, now in pairs if now.doctor is None},
    }
    return picture_now(after), after


def picture_now(like: Mapping[str, Mapping[str, Any]]) -> Picture:
    """How everything that a picture has a line for stands in the database."""
    stays = Placement.objects.filter(pk__in=_keys(like, "stays")).exclude(state=Placement.State.CANCELLED)
    units = PlacementUnit.objects.filter(pk__in=_keys(like, "units"))
    kept = {
        one.post_id: [one.hospital_id, one.department_id]
        for one in PostPlace.objects.filter(post__in=_keys(like, "kept"))
    }
    return {
        "stays": {str(one.pk): [one.post_id, *_days(one)] for one in stays},
        "units": {str(one.pk): [one.hospital_id, one.department_id, *_days(one)] for one in units},
        "posts": {str(one.pk): one.state for one in Post.objects.filter(pk__in=_keys(like, "posts"))},
        "kept": {str(pk): kept.get(pk) for pk in _keys(like, "kept")},
    }


def some_have_begun(picture: Mapping[str, Mapping[str, Any]], today: date) -> bool:
    """Whether a stay a picture has a line for has begun, ended or fallen away."""
    units = PlacementUnit.objects.filter(pk__in=_keys(picture, "units"))
    return any(
        one.placement.state != Placement.State.AGREED or one.placement.from_on <= today
        for one in units.select_related("placement")
    )


def _posts_for(moves: list[tuple[Piece, Piece]], standing: Standing) -> dict[str, int]:
    """A post for each stay that changes half-year, by key: those kept for the place first, then by number."""
    left = {was.post for was, _now in moves}
    free: dict[HalfYear, list[int]] = defaultdict(list)
    kept = {one.post: one.cell for one in standing.pieces.values() if one.doctor is None}
    whole = {one.post for one in standing.pieces.values() if one.doctor is None and not one.held and _is_whole(one)}
    for one in sorted(standing.pieces.values(), key=lambda piece: standing.numbers.get(piece.post, 0)):
        if one.post in left | whole and one.post not in free[one.cell.half]:
            free[one.cell.half].append(one.post)
    given = {}
    for _was, now in sorted(moves, key=lambda pair: pair[1].key):
        posts = free[now.cell.half]
        agree([] if posts else [_("Ingen plass er ledig i {half}.").format(half=now.cell.half.label)])
        best = next((post for post in posts if kept.get(post) == now.cell), posts[0])
        posts.remove(best)
        given[now.key] = best
    return given


def _is_whole(piece: Piece) -> bool:
    return (piece.from_on, piece.to_on) == (piece.cell.half.starts_on, piece.cell.half.ends_on)


def _kept(piece: Piece) -> list[int | None] | None:
    return None if piece.cell.hospital is None else [piece.cell.hospital, piece.cell.department]


def _days(one: Piece | Placement | PlacementUnit) -> list[str]:
    return [one.from_on.isoformat(), one.to_on.isoformat()]


def _keys(picture: Mapping[str, Mapping[str, Any]], name: str) -> list[int]:
    return [int(pk) for pk in picture[name]]
