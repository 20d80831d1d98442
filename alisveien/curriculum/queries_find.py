"""Finding learning goals by code, «ALM-055» or «alm 55», or by the words of title and text. Open to everyone."""

import re
from datetime import date

from django.db.models import TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.finding import EXACT, Group, Hit, group_of, score_of, words_of
from alisveien.base.folding import Folded
from alisveien.base.word_forms import stems
from alisveien.curriculum.models import LearningGoal
from alisveien.curriculum.queries import goals_for

CODE = re.compile(r"(alm|sam|fkm|fkms|fkmk)[ -]*0*([0-9]{1,3})", re.IGNORECASE)
MOST_READ = 100


def found_goals(actor: Actor, words: str, today: date) -> list[Group]:
    """The goals with the code or with every word. One query."""
    if not words_of(words):
        return []
    code = CODE.fullmatch(words.strip())
    if code is not None:
        wanted = f"{code[1].upper()}-{int(code[2]):03}"
        hits = [_hit(goal, EXACT) for goal in goals_for(actor).filter(code=wanted)]
        return group_of("laringsmal", _("Læringsmål"), hits)
    text = Concat(
        "code", Value(" "), "short_title", Value(" "), "section_title", Value(" "), "text", output_field=TextField()
    )
    rows = goals_for(actor).alias(letters=Folded(text)).filter(letters__holds_all=" ".join(stems(words)))
    scored = (
        (goal, score_of(words, [goal.short_title], [goal.code], f"{goal.section_title} {goal.text}"))
        for goal in rows.order_by("code")[:MOST_READ]
    )
    return group_of("laringsmal", _("Læringsmål"), (_hit(goal, score) for goal, score in scored if score is not None))


def _hit(goal: LearningGoal, score: int) -> Hit:
    return Hit(f"{goal.code} {goal.short_title}", f"/laringsmal/{goal.code}/", goal.section_title, score)
