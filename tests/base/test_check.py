"""What ``alisveien check`` says of jobs and mail."""

import pytest
from django.db import connection
from pytest_django import Settings

from alisveien.base.jobs import enqueue
from alisveien.base.mail_server import mail_server_from
from alisveien.cli.check import jobs_remedy, mail_remedy


@pytest.mark.django_db
def test_a_job_that_nobody_does_is_found_after_ten_minutes() -> None:
    enqueue("tests.write_line", path="x")
    assert jobs_remedy() == ""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '11 minutes'")
    assert "alisveien worker" in jobs_remedy()


def test_a_server_of_its_own_needs_a_mail_server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MAIL = None
    assert mail_remedy() == ""
    monkeypatch.setenv("DATABASE_URL", "postgresql:///x")
    assert "ALISVEIEN_MAIL" in mail_remedy()
    settings.MAIL = mail_server_from("smtp://localhost:25/?from=a@example.no&tls=no")
    assert mail_remedy() == ""
