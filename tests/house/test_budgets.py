"""The budgets of the house hold, and the yardstick itself measures."""

import ast

from tests.house import budgets


def test_modules_keep_their_budget() -> None:
    assert budgets.over(budgets.module_sizes(), most_under=300, never_over=500) == []


def test_functions_keep_their_budget() -> None:
    assert budgets.over(budgets.function_sizes(), most_under=25, never_over=60) == []


def test_templates_keep_their_budget() -> None:
    assert budgets.over(budgets.template_sizes(), most_under=80, never_over=150) == []


def test_no_import_hides_in_a_function() -> None:
    assert budgets.hidden_imports() == []


def test_no_file_is_a_drawer() -> None:
    assert budgets.drawers() == []


def test_everything_public_promises_something() -> None:
    assert budgets.wordless() == []


def test_engines_rules_and_queries_read_neither_clock_nor_chance() -> None:
    assert budgets.clocks_and_chance() == []


def test_nothing_writes_behind_the_back() -> None:
    assert budgets.hidden_writers() == []


def test_the_yardstick_finds_the_one_that_is_too_long() -> None:
    assert budgets.over({"a": 61}, most_under=100, never_over=60) == ["a: 61 linjer, grensen er 60"]


def test_the_yardstick_finds_too_many_that_are_long() -> None:
    sizes = {f"f{number}": 30 if number < 2 else 5 for number in range(10)}
    assert len(budgets.over(sizes, most_under=25, never_over=60)) == 1


def test_the_yardstick_finds_a_clock() -> None:
    text = "import random\nfrom django.utils import timezone\nx = timezone.now()\ny = date.today()\n"
    assert list(budgets.readings_of_chance(ast.parse(text))) == [1, 3, 4]
