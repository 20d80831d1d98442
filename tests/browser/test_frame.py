"""The frame in use: menu, search, colour scheme, skip link, and all of it without script."""

from playwright.sync_api import expect

from tests.browser.conftest import Open


def ground(page: object) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")  # type: ignore[attr-defined,no-any-return]


def test_the_skip_link_is_first_and_leads_to_the_content(open_page: Open) -> None:
    page = open_page("/stil/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"


def test_slash_leads_to_the_search_but_not_while_typing(open_page: Open) -> None:
    page = open_page("/stil/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Kommune, sykehus, person eller hjelp")
    expect(field).to_be_focused()
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


def test_the_colour_scheme_is_chosen_and_remembered(open_page: Open) -> None:
    page = open_page("/stil/")
    light = ground(page)
    switch = page.get_by_role("button", name="Farger: som maskinen")
    switch.click()
    page.get_by_role("button", name="Farger: lyse").click()
    expect(page.get_by_role("button", name="Farger: mørke")).to_be_visible()
    dark = ground(page)
    assert dark != light
    page.reload()
    assert ground(page) == dark
    page.get_by_role("button", name="Farger: mørke").click()
    assert ground(page) == light


def test_without_script_the_machine_decides_the_colours_and_the_menu_opens(open_page: Open) -> None:
    page = open_page("/stil/", width=390, scheme="dark", script=False)
    page.locator("summary", has_text="Meny").click()
    expect(page.get_by_role("link", name="Kommuner")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.get_by_role("button", name="Farger")).to_have_count(0)


def test_print_is_ink_on_white_without_navigation(open_page: Open) -> None:
    page = open_page("/stil/", scheme="dark")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Hovedmeny")).to_be_hidden()
    assert ground(page) == "rgb(255, 255, 255)"


def test_no_cookie_is_set_for_a_visitor(open_page: Open) -> None:
    page = open_page("/stil/")
    assert page.context.cookies() == []
