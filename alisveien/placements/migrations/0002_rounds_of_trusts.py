"""Rounds become a trust's own, and nominations point to doctors.

What stood here before were drafts of the demonstration; they are thrown away and made anew from its workbook.
"""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0001_initial"),
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("places", "0002_initial"),
    ]

    operations = [
        migrations.DeleteModel("Outcome"),
        migrations.DeleteModel("Run"),
        migrations.DeleteModel("RejectedRow"),
        migrations.DeleteModel("Nomination"),
        migrations.DeleteModel("Round"),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("file_name", models.CharField(max_length=255)),
                ("fingerprint", models.CharField(max_length=64)),
                ("headings", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("rows", models.PositiveIntegerField()),
                ("new", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("unchanged", models.PositiveIntegerField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="places.place",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "innmeldt"), ("withdrawn", "trukket"), ("closed", "avsluttet")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("nominated_on", models.DateField(verbose_name="meldt inn")),
                ("earliest_on", models.DateField(verbose_name="tidligst fra")),
                ("latest_on", models.DateField(verbose_name="senest fra")),
                ("can_be_split", models.BooleanField(default=False, verbose_name="kan deles 3 + 3")),
                ("leader_email", models.EmailField(blank=True, max_length=254, verbose_name="leders e-post")),
                ("confirmed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nominations", to="people.doctor"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nominations_from", to="places.place"
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations_to",
                        to="places.place",
                        verbose_name="helseforetak",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NominationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "innmeldt"), ("withdrawn", "trukket"), ("closed", "avsluttet")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("nominated_on", models.DateField(verbose_name="meldt inn")),
                ("earliest_on", models.DateField(verbose_name="tidligst fra")),
                ("latest_on", models.DateField(verbose_name="senest fra")),
                ("can_be_split", models.BooleanField(default=False, verbose_name="kan deles 3 + 3")),
                ("leader_email", models.EmailField(blank=True, max_length=254, verbose_name="leders e-post")),
                ("confirmed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "doctor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.doctor",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="placements.nomination",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                        verbose_name="helseforetak",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RejectedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_number", models.PositiveIntegerField()),
                ("hpr_number", models.CharField(blank=True, max_length=200)),
                ("name", models.CharField(blank=True, max_length=400)),
                ("municipality", models.CharField(blank=True, max_length=200)),
                ("cells", models.JSONField()),
                ("faults", models.JSONField()),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rejected_rows",
                        to="placements.intake",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "utkast"),
                            ("frozen", "låst"),
                            ("distributed", "fordelt"),
                            ("judged", "kontrollert"),
                            ("released", "frigitt"),
                        ],
                        default="drafted",
                        max_length=12,
                    ),
                ),
                ("draw", models.CharField(max_length=200)),
                ("ceilings", models.BooleanField(default=False)),
                ("rules_name", models.CharField(blank=True, max_length=50)),
                ("rules_chosen_by", models.BigIntegerField(null=True)),
                ("rules_chosen_at", models.DateTimeField(null=True)),
                ("capacity_from", models.PositiveSmallIntegerField(null=True)),
                ("capacity_decided_by", models.BigIntegerField(null=True)),
                ("capacity_decided_at", models.DateTimeField(null=True)),
                ("frozen", models.JSONField(null=True)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("frozen_by", models.BigIntegerField(null=True)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("distributed_at", models.DateTimeField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                ("released_by", models.BigIntegerField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("frozen_nominations", models.ManyToManyField(related_name="frozen_in", to="placements.nomination")),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="places.place"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rules_name", models.CharField(max_length=50)),
                ("rules", models.JSONField()),
                ("rules_hash", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=64)),
                ("certificate", models.JSONField()),
                ("judged_at", models.DateTimeField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="placements.round"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[("placed", "Placed"), ("waiting", "Waiting"), ("not_eligible", "Not Eligible")],
                        max_length=12,
                    ),
                ),
                ("list_place", models.PositiveIntegerField(null=True)),
                ("half", models.PositiveSmallIntegerField(null=True)),
                ("department", models.CharField(blank=True, max_length=200)),
                ("wish_number", models.PositiveSmallIntegerField(null=True)),
                ("near", models.BooleanField(null=True)),
                ("by_lot", models.BooleanField(default=False)),
                ("steps", models.JSONField(default=dict)),
                ("reasons", models.JSONField(default=dict)),
                (
                    "hospital",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="places.place",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="placements.nomination"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="placements.run"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("half", models.PositiveSmallIntegerField()),
                ("need", models.CharField(blank=True, max_length=300)),
                (
                    "department",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="wishes", to="places.place"
                    ),
                ),
                (
                    "hospital",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes_here",
                        to="places.place",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="placements.nomination"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="WishEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("half", models.PositiveSmallIntegerField()),
                ("need", models.CharField(blank=True, max_length=300)),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "hospital",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="placements.nomination",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="placements.wish",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(("fingerprint__regex", "^[0-9a-f]{64}$")), name="intake_fingerprint"
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(condition=models.Q(("year__range", (2000, 2100))), name="intake_year"),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows__gte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(models.F("new"), "+", models.F("changed")),
                            "+",
                            models.F("unchanged"),
                        ),
                    )
                ),
                name="intake_counts_its_rows",
            ),
        ),
        migrations.AddIndex(
            model_name="nomination",
            index=models.Index(fields=["trust", "state"], name="nomination_trust_state"),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("doctor",), name="nomination_one_open_per_doctor"
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "withdrawn", "closed"])), name="nomination_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "open")),
                    models.Q(("ended_at__isnull", False), ("state__in", ("withdrawn", "closed"))),
                    _connector="OR",
                ),
                name="nomination_ended_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(("latest_on__gte", models.F("earliest_on"))), name="nomination_window_forwards"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "placements_nominationevent" ("can_be_split", "confirmed_at", "doctor_id", "earliest_on", "ended_at", "ended_why", "id", "latest_on", "leader_email", "municipality_id", "nominated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "trust_id", "version") VALUES (NEW."can_be_split", NEW."confirmed_at", NEW."doctor_id", NEW."earliest_on", NEW."ended_at", NEW."ended_why", NEW."id", NEW."latest_on", NEW."leader_email", NEW."municipality_id", NEW."nominated_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."trust_id", NEW."version"); RETURN NULL;',
                    hash="631b382e20d0efdb2ac31a03ee9e3a1130e1ee89",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_784d2",
                    table="placements_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "placements_nominationevent" ("can_be_split", "confirmed_at", "doctor_id", "earliest_on", "ended_at", "ended_why", "id", "latest_on", "leader_email", "municipality_id", "nominated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "trust_id", "version") VALUES (NEW."can_be_split", NEW."confirmed_at", NEW."doctor_id", NEW."earliest_on", NEW."ended_at", NEW."ended_why", NEW."id", NEW."latest_on", NEW."leader_email", NEW."municipality_id", NEW."nominated_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."trust_id", NEW."version"); RETURN NULL;',
                    hash="97f6ed0aebb5670487e06fc9dd028959acb98567",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9dc18",
                    table="placements_nomination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nomination",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "placements_nominationevent" ("can_be_split", "confirmed_at", "doctor_id", "earliest_on", "ended_at", "ended_why", "id", "latest_on", "leader_email", "municipality_id", "nominated_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "trust_id", "version") VALUES (OLD."can_be_split", OLD."confirmed_at", OLD."doctor_id", OLD."earliest_on", OLD."ended_at", OLD."ended_why", OLD."id", OLD."latest_on", OLD."leader_email", OLD."municipality_id", OLD."nominated_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."trust_id", OLD."version"); RETURN NULL;',
                    hash="688d995c40e27419a5735f51f4c61b8b731af97c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0a9b9",
                    table="placements_nomination",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rejectedrow",
            constraint=models.UniqueConstraint(fields=("intake", "row_number"), name="rejected_row_one_per_row"),
        ),
        migrations.AddConstraint(
            model_name="rejectedrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("faults", []), _negated=True), name="rejected_row_has_a_fault"
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("year", "trust"), name="round_one_per_year_and_trust"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(condition=models.Q(("year__range", (2000, 2100))), name="round_year"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("fingerprint", ""),
                        ("frozen", None),
                        ("frozen_at", None),
                        ("frozen_by", None),
                        ("state", "drafted"),
                    ),
                    models.Q(
                        ("capacity_decided_by__isnull", False),
                        ("capacity_from__isnull", False),
                        ("fingerprint__regex", "^[0-9a-f]{64}$"),
                        ("frozen__isnull", False),
                        ("frozen_at__isnull", False),
                        ("frozen_by__isnull", False),
                        ("rules_chosen_by__isnull", False),
                        ("state__in", ["frozen", "distributed", "judged", "released"]),
                        models.Q(("rules_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="round_frozen_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("distributed_at", None), ("judged_at", None), ("state__in", ["drafted", "frozen"])),
                    models.Q(("distributed_at__isnull", False), ("judged_at", None), ("state", "distributed")),
                    models.Q(
                        ("distributed_at__isnull", False),
                        ("judged_at__isnull", False),
                        ("state__in", ["judged", "released"]),
                    ),
                    _connector="OR",
                ),
                name="round_states_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                        ("state", "released"),
                        models.Q(("released_by", models.F("frozen_by")), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "released"), _negated=True), ("released_at", None), ("released_by", None)
                    ),
                    _connector="OR",
                ),
                name="round_released_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(fields=("round", "rules_name"), name="run_one_per_rule_set"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("rules_hash__regex", "^[0-9a-f]{64}$"), ("fingerprint__regex", "^[0-9a-f]{64}$")),
                name="run_hashes",
            ),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(fields=["run", "list_place"], name="outcome_run_place"),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(fields=("run", "nomination"), name="outcome_one_per_nomination"),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["placed", "waiting", "not_eligible"])), name="outcome_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("half__in", (1, 2)),
                        ("half__isnull", False),
                        ("near__isnull", False),
                        ("status", "placed"),
                        ("wish_number__isnull", False),
                    ),
                    models.Q(
                        models.Q(("status", "placed"), _negated=True),
                        ("department", ""),
                        ("half", None),
                        ("hospital", None),
                        ("near", None),
                        ("wish_number", None),
                    ),
                    _connector="OR",
                ),
                name="outcome_placed_has_a_wish",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("list_place", None), ("status", "not_eligible")),
                    models.Q(("list_place__isnull", False), ("status", "placed")),
                    ("status", "waiting"),
                    _connector="OR",
                ),
                name="outcome_place_in_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("department", ""), ("hospital__isnull", False), _connector="OR"),
                name="outcome_department_in_hospital",
            ),
        ),
        migrations.AddIndex(
            model_name="wish",
            index=models.Index(fields=["year", "nomination"], name="wish_year"),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(fields=("nomination", "number"), name="wish_number_once"),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(("half__in", (1, 2)), ("number__range", (1, 5)), ("year__range", (2000, 2100))),
                name="wish_figures",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(("department", None), ("hospital__isnull", False), _connector="OR"),
                name="wish_department_in_hospital",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "placements_wishevent" ("department_id", "half", "hospital_id", "id", "need", "nomination_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."department_id", NEW."half", NEW."hospital_id", NEW."id", NEW."need", NEW."nomination_id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="2e50b6e12d63765af81a42b6c81eafa0f49921d8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_738c8",
                    table="placements_wish",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "placements_wishevent" ("department_id", "half", "hospital_id", "id", "need", "nomination_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."department_id", NEW."half", NEW."hospital_id", NEW."id", NEW."need", NEW."nomination_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="4b1b22c147a8827c21a3284bcbbd501040ed60d4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_077fa",
                    table="placements_wish",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "placements_wishevent" ("department_id", "half", "hospital_id", "id", "need", "nomination_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."department_id", OLD."half", OLD."hospital_id", OLD."id", OLD."need", OLD."nomination_id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;',
                    hash="d6e91a02e109f37a5e3e253b08ff420af16dcbe1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ec9e",
                    table="placements_wish",
                    when="AFTER",
                ),
            ),
        ),
    ]
