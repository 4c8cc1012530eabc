"""An admin lets somebody in, and somebody changes their own password, by hand."""

import pytest
from playwright.sync_api import expect

from dateline.desk.accounts import Accounts

PASSWORD, OTHER = "correct horse battery", "another horse battery"


def test_an_admin_adds_a_user_and_makes_a_token(visit, desk):
    page = visit("/me")
    page.click("text=Users, their roles and tokens")
    page.fill("#new [name=name]", "<b>nadia</b>")
    page.select_option("#new [name=role]", "admin")
    page.fill("#new [name=password]", PASSWORD)
    page.click("#new button")
    expect(page.locator(".users h2")).to_have_text("<b>nadia</b> admin")
    page.click(".users summary")
    page.fill(".users [name=label]", "weekly export")
    page.click("text=Make a token")
    token = page.locator("#token").inner_text()
    assert token.startswith("dlt_")
    expect(page.locator("main table")).to_contain_text("token made")
    made = [entry.action for entry in desk.case.ledger()[-2:]]
    assert made == ["user put", "token made"]


@pytest.mark.parametrize("alone", [None])
def test_somebody_signs_in_and_changes_the_password(visit, desk):
    Accounts(desk.case.store).put("nadia", "viewer", PASSWORD)
    page = visit("/me")
    page.fill("[name=name]", "nadia")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_selector("#password")
    for name, value in (("old", PASSWORD), ("new", OTHER), ("again", OTHER)):
        page.fill(f"#password [name={name}]", value)
    page.click("text=Change it")
    expect(page.locator("[role=status] strong")).to_have_text("Your password is changed.")
    page.click("text=Sign out")
    page.fill("[name=name]", "nadia")
    page.fill("[name=password]", OTHER)
    page.click("main button")
    page.wait_for_url("**/queue")
