"""The open list of learning goals."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Choice, Column, Register
from alisveien.curriculum import queries
from alisveien.curriculum.models import LearningGoal

GOALS = Register(
    name="goals",
    title=_("Læringsmål"),
    lead=_("Læringsmålene i allmennmedisin og samfunnsmedisin, og de felles kompetansemålene, slik de gjelder."),
    help=_("Lista er kravene i forskriften. Filteret «Nås i sykehus» viser dem som krever sykehusplass."),
    one=_("læringsmål"),
    many=_("læringsmål"),
    rows=queries.goals_for,
    search=("code", "short_title", "text"),
    search_label=_("Kode eller ord i målet"),
    order="code",
    source=_("Lovdata; korte titler er våre egne der ikke annet er sagt"),
    source_date=date(2026, 10, 1),
    columns=(
        Column(
            name="code",
            label=_("Kode"),
            value=lambda goal: goal.code,
            sort="code",
            link=lambda goal: f"/laringsmal/{goal.code}/",
        ),
        Column(
            name="title",
            label=_("Læringsmål"),
            value=lambda goal: goal.short_title,
            sort="short_title",
            note=lambda goal: goal.section_title,
        ),
        Column(
            name="framework",
            label=_("Del av"),
            value=lambda goal: LearningGoal.Framework(goal.framework).label,
            sort="framework",
        ),
        Column(
            name="hospital",
            label=_("Sykehus"),
            value=lambda goal: str(_("nås i sykehus")) if goal.is_hospital_goal else "",
            sort="is_hospital_goal",
            tone=lambda goal: "accent" if goal.is_hospital_goal else None,
        ),
        Column(name="text", label=_("Målet i sin helhet"), value=lambda goal: goal.text, on_phone=False),
    ),
    filters=(
        Choice(name="del", label=_("Del av"), field="framework", choices=lambda actor: LearningGoal.Framework.choices),
        Choice(name="avsnitt", label=_("Avsnitt"), field="section", choices=lambda actor: queries.sections_of_goals()),
        Choice(
            name="sykehus",
            label=_("Nås i sykehus"),
            field="is_hospital_goal",
            choices=lambda actor: (("1", _("ja")), ("0", _("nei"))),
        ),
    ),
)
