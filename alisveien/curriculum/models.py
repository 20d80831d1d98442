"""Learning goals: the statutory text by framework, code and date."""

from typing import ClassVar

from django.db import models


class LearningGoal(models.Model):
    """One goal as in force. Short titles are our own labels but where ``short_title_source`` says otherwise."""

    class Framework(models.TextChoices):
        """The five lists of goals in the regulation."""

        ALM = "ALM", "Allmennmedisin"
        SAM = "SAM", "Samfunnsmedisin"
        FKM = "FKM", "Felles kompetansemål, del 2 og 3"
        FKMS = "FKMS", "Felles kompetansemål, del 1 sykehus"
        FKMK = "FKMK", "Felles kompetansemål, del 1 kommune"

    code = models.CharField(max_length=12)
    framework = models.CharField(max_length=4, choices=Framework.choices)
    part = models.CharField(max_length=20)
    section = models.CharField(max_length=20, blank=True)
    section_title = models.CharField(max_length=200, blank=True)
    short_title = models.CharField(max_length=200)
    short_title_source = models.CharField(max_length=20)
    text = models.TextField()
    valid_from = models.DateField(null=True)
    as_of = models.DateField()
    is_hospital_goal = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "as_of"], name="goal_once_per_version"),
            models.CheckConstraint(condition=~models.Q(text=""), name="goal_has_text"),
        ]

    def __str__(self) -> str:
        return self.code
