"""Adding reports by hand: a text is pasted, files are chosen, and what becomes of them followed."""

from playwright.sync_api import expect

TEXT = "Rebels shelled Tartus on Monday and killed at least 45 people, residents said."
NOISE = "<img src=x onerror=alert(1)>"


def test_a_pasted_text_becomes_an_event_to_look_at(visit, desk):
    page = visit("/add")
    page.fill("#paste [name=title]", f"Pasted {NOISE}")
    page.fill("#paste [name=text]", TEXT)
    page.fill("#paste [name=published]", "2016-03-08")
    page.select_option("#paste [name=sensitivity]", "high")
    page.click("text=Add the text")
    page.wait_for_url("**/add/*")
    page.wait_for_selector("#batch.done")
    expect(page.locator("#batch")).to_contain_text("1 report added; 1 event")
    expect(page.locator("#batch th[scope=row]")).to_have_text(f"Pasted {NOISE}")
    page.click("#batch td a")
    page.wait_for_url("**/events/*")
    expect(page.locator("#text")).to_contain_text("Tartus")
    report = desk.case.event(page.get_attribute("#screen", "data-event")).report_id
    assert desk.case.report(report).sensitivity == "high"


def test_files_are_read_while_the_page_follows(visit, desk):
    page = visit("/add")
    files = [
        {"name": f"{i}.txt", "mimeType": "text/plain",
         "buffer": TEXT.replace("45", str(i)).encode()}
        for i in range(50, 53)
    ]  # fmt: skip
    files.append({"name": "empty.txt", "mimeType": "text/plain", "buffer": b" "})
    page.set_input_files("#files [name=file]", files)
    page.fill("#files [name=published]", "2016-03-08")
    page.click("text=Add the files")
    page.wait_for_selector("#batch.done")
    expect(page.locator("#batch")).to_contain_text("3 reports added, 1 not read; 3 events")
    expect(page.locator(".unread")).to_contain_text("empty.txt: the report holds no text")
    expect(page.locator("text=Stop after the report at hand")).to_be_hidden()
    assert [entry.action for entry in desk.case.ledger()[-3:]] == ["add"] * 3
    assert page.locator("#batch[hx-get]").count() == 0


def test_what_is_refused_leaves_what_was_written(visit):
    page = visit("/add")
    page.fill("#web [name=address]", "ftp://example.org/x")
    page.click("text=Fetch and add")
    expect(page.locator("[role=alert]")).to_contain_text("is no web address")
    expect(page.locator("#web [name=address]")).to_have_value("ftp://example.org/x")


def test_without_scripts_a_text_can_be_added_all_the_same(visit):
    page = visit("/add", java_script_enabled=False)
    page.fill("#paste [name=text]", TEXT)
    page.click("text=Add the text")
    page.wait_for_selector("#batch.done")  # the page asks for itself again
    expect(page.locator("#batch")).to_contain_text("1 report added")
