"""Furniture: each kind with examples, and sentences of reports that must not be marked."""

import pytest

from dateline.codebook.furniture import compiled, load_furniture
from dateline.errors import CodebookError
from dateline.ingest import report_of_text

HEAD = "Over 200 leave the group in Raqqa"
FIRST = "Dozens of militants have left the group over the past few days, local sources said."
LAST = "The group has lost many towns to the army since the summer, according to the monitor."

ANYWHERE = [
    ("Militants of the group in parade in Tel Abyad. File photo", "caption"),
    ("File photo", "caption"),
    ("FILE - Soldiers of the group storm a village near Tel Abyad.", "caption"),
    ("Photo: AFP", "caption"),
    ("Photo by AFP", "caption"),
    ("Image caption The bridge after the strike", "caption"),
    ("The bridge after the strike (AP Photo/Example Name)", "caption"),
    ("The bridge after the strike [Reuters]", "caption"),
    ("The bridge after the strike (photo: Example Agency)", "caption"),
    ("The bridge after the strike / AFP", "caption"),
    ("By Example Writer", "byline"),
    ("By Example Writer in Beirut", "byline"),
    ("By AFP", "byline"),
    ("Reporting by: Example Writer", "byline"),
    ("Reporting by Example Writer; Editing by Another Name", "byline"),
    ("Writing by Example Writer", "byline"),
    ("From our correspondent", "byline"),
    ("source: ARA News", "credit"),
    ("Source: Reuters and agencies", "credit"),
    ("© 2016 Example Wire", "credit"),
    ("Copyright 2016 Example Wire", "credit"),
    ("All rights reserved", "credit"),
    ("Advertisement", "credit"),
    ("Share", "share"),
    ("Tweet", "share"),
    ("Facebook Twitter Linkedin Mail", "share"),
    ("Share this article", "share"),
    ("For the latest on Syria and the region, follow us on Twitter :", "share"),
    ("Short link :", "share"),
    ("  • Short link :", "share"),
    ("https://example.org/2016/03/report", "share"),
    ("Read more:", "related"),
    ("Read more: Army retakes two villages near Homs", "related"),
    ("Also read: Army retakes two villages near Homs", "related"),
    ("Related articles", "related"),
    ("Tags: Syria, Raqqa, defections", "related"),
    ("Leave a comment", "comment"),
    ("Post a comment", "comment"),
    ("3 Comments", "comment"),
    ("Your email address will not be published. Required fields are marked *", "comment"),
    ("3 × one =", "captcha"),
    ("7 + = 12", None),
    ("Published: 3 March 2016 14:05", "date"),
    ("Updated 3 March 2016", "date"),
    ("Last updated on March 3, 2016 at 2:05 pm", "date"),
    ("This story is from March 3, 2016", "date"),
]


@pytest.mark.parametrize(("line", "kind"), ANYWHERE)
def test_a_line_of_the_page_is_marked_with_its_kind(line, kind):
    text = f"{HEAD}\n\n{FIRST}\n\n{line}\n\n{LAST}\n"
    report = report_of_text(text, id="x")
    marked = {piece.span.quote(text): piece.kind for piece in report.furniture}
    assert marked == ({line.strip(" •"): kind} if kind else {})
    assert report.text == text


@pytest.mark.parametrize(
    "line",
    [
        "Photo ID cards were seized by police",
        "Photo ID cards were seized by police.",
        "By Monday the rebels had taken the town",
        "By March the town had fallen.",
        "By Abu Kamal, the rebels had lost many men.",
        "By Tuesday Kurdish forces were in control.",
        "Share of the vote",
        "Share prices fell after the attack.",
        "Comments by the minister angered protesters",
        "Comments that angered protesters were withdrawn.",
        "Source of the fire unknown, police say",
        "Sources: at least 20 killed in Aleppo",
        "Copyright laws were passed by the junta.",
        "Related deaths rose to 40.",
        "More reports of killings in Homs",
        "More villages fell to the army.",
        "Updated weapons were sent to the front.",
        "Published reports say that 12 men were shot.",
        "Follow the army into the town, the order said.",
        "Reporting by local media was banned.",
        "Editing by censors was condemned.",
        "Police released a file photo of the suspect.",
        "3 March 2016 was the day on which the town fell.",
        "Tweet by minister sparks riots in Karachi",
        "Twitter was blocked by the government.",
        "Read the statement of the rebels",
        "Mail bomb kills two in Athens",
        "Print shop bombed in Homs",
        "Leave for soldiers was cancelled.",
        "Reply to the ultimatum expected on Friday",
        "Captions: none",
        "The Times of the siege",
        "Agencies halt aid to Idlib",
        "Two killed, 3 wounded (Reuters)",
        "Syria – Turkey border closed",
    ],
)
def test_real_prose_is_not_marked(line):
    text = f"{HEAD}\n\n{FIRST}\n\n{line}\n\n{LAST}\n"
    assert report_of_text(text, id="x").furniture == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ARA News ", "credit"),
        ("AFP", "credit"),
        ("3 March 2016", "date"),
        ("Thursday, March 3, 2016 14:05 GMT", "date"),
        ("Example Writer | 3 March 2016", "byline"),
    ],
)
def test_some_lines_are_furniture_only_near_the_top(line, kind):
    top = report_of_text(f"{HEAD}\n\n{line}\n\n{FIRST}\n\n{LAST}\n", id="x")
    assert [piece.kind for piece in top.furniture] == [kind]
    middle = report_of_text(f"{HEAD}\n\n{FIRST}\n\n{line}\n\n{LAST}\n", id="x")
    assert middle.furniture == ()


def test_a_line_right_above_a_photo_credit_is_its_caption():
    text = f"{HEAD}\n\nA street in Raqqa\nFile photo\n\n{FIRST}\n"
    kinds = {piece.span.quote(text): piece.kind for piece in report_of_text(text, id="x").furniture}
    assert kinds == {"A street in Raqqa": "caption", "File photo": "caption"}


def test_short_lines_under_related_articles_are_links():
    text = f"{FIRST}\n\nRelated articles\n\nArmy takes Homs\nTwo shot in Idlib\n\n{LAST}\n"
    report = report_of_text(text, id="x")
    assert [piece.kind for piece in report.furniture] == ["related"] * 3
    assert LAST not in [piece.span.quote(text) for piece in report.furniture]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (f"3 March 2016 {FIRST}", ["3 March 2016"]),
        (f"Thu Mar 3 2016 {FIRST}", ["Thu Mar 3 2016"]),
        (f"Date of publication 3 March 2016 {FIRST}", ["Date of publication 3 March 2016"]),
        (f"03.03.2016 {FIRST}", ["03.03.2016"]),
        (f"{FIRST} Read Also", ["Read Also"]),
        (f"{FIRST} (Source: Example Office) Twitter", ["(Source: Example Office)", "Twitter"]),
        (f"{FIRST} Enditem", ["Enditem"]),
        (f"{FIRST} - REUTERS", ["- REUTERS"]),
        (f"{FIRST} (File photo) {LAST}", ["(File photo)"]),
        (f"{FIRST} (AP Photo/Example Name) {LAST}", ["(AP Photo/Example Name)"]),
        (f"{FIRST} Reporting by Example Writer; Editing by Another Name",
         ["Reporting by Example Writer; Editing by Another Name"]),
        (f"3 March 2016 was the day. {FIRST}", []),
        (f"12 soldiers and 2016 others. {FIRST}", []),
        (f"{FIRST} He told Reuters", []),
        (f"{FIRST} They were banned from Twitter", []),
    ],
)  # fmt: skip
def test_words_at_the_ends_of_a_text_without_lines_are_marked(text, marked):
    report = report_of_text(text, id="x")
    assert [piece.span.quote(text) for piece in report.furniture] == marked


def test_lines_broken_at_a_fixed_width_are_not_taken_for_lines_of_the_page():
    text = (
        "The attack near the road was claimed by the group, said the news agency\n"
        "Photo: the words on the second line of this wrapped paragraph go on and\n"
        "end on the third, so that none of them is a caption of any kind at all.\n"
    )
    assert report_of_text(text, id="x").furniture == ()


@pytest.mark.parametrize(
    "pattern", [pattern for rule in load_furniture().rules for pattern in rule.patterns]
)
def test_every_pattern_can_be_read(pattern):
    assert compiled(pattern).pattern == pattern


def test_a_pattern_that_cannot_be_read_is_named():
    with pytest.raises(CodebookError, match=r"furniture.yaml:1: 'photo\(' is not a pattern"):
        compiled("photo(")


def test_every_rule_has_an_example_of_its_kind():
    kinds = {rule.kind for rule in load_furniture().rules}
    assert kinds == {kind for _, kind in ANYWHERE if kind}


@pytest.mark.parametrize(
    "links",
    [
        "related stories: army retakes two villages near homs",
        "Related News Army retakes two villages Rebels free hostages in Idlib",
        "RELATED STORIES Army retakes two villages",
    ],
)
def test_headlines_after_the_last_sentence_are_links(links):
    text = f"{HEAD}\n\n{FIRST} {links}\n\n{LAST}\n"
    marks = {
        (piece.kind, piece.span.quote(text)) for piece in report_of_text(text, id="x").furniture
    }
    assert marks == {("related", links)}


def test_a_link_run_into_the_next_sentence_ends_where_that_begins():
    link = "Read more: Why do gunmen attack buses?"
    text = f"{HEAD}\n\n{FIRST}{link}Police searched the town.\n\n{LAST}\n"
    marks = [piece.span.quote(text) for piece in report_of_text(text, id="x").furniture]
    assert marks == [link]


@pytest.mark.parametrize(
    ("before", "marked", "after"),
    [
        (FIRST, "FILE - Troops stand at a gate in Homs, Syria, May 4, 2017.", LAST),
        (FIRST, "FILE PHOTO - A man of the U.S. army looks on.", LAST),
        ("AFP Friday 4 Mar 2016", "A street the day after shelling in Homs (Photo AFP)", FIRST),
        (FIRST, "Hide Caption 3 of 9", ""),
        (FIRST, "Hide Caption 3 of 9 Photos: A war in pictures Troops go.", "Hide Caption 4 of 9"),
        (FIRST, "1 of 9 Full Screen Close × Mobs fight police Wait 1 second to continue.", LAST),
        (FIRST + " ...", "12 Related Army Takes Homs Two Shot in Idlib Tags war Syria", ""),
        (FIRST + " ...", "12 Tags war Syria", "Community standards"),
    ],
)  # fmt: skip
def test_captions_and_links_run_into_the_text_are_marked_alone(before, marked, after):
    text = f"{before} {marked} {after}"
    pieces = [piece.span.quote(text).strip() for piece in report_of_text(text, id="x").furniture]
    assert marked in pieces
    assert FIRST not in pieces
    assert LAST not in pieces


@pytest.mark.parametrize(
    "sentence",
    [
        "The police FILE - it was thick - named two men.",
        "In 2016 The army took a town (as the monitor said) and left.",
        "He was shown a full screen of 3 of 9 pictures.",
        "Police tags 12 related cases.",
    ],
)
def test_words_like_those_of_captions_are_left(sentence):
    text = f"{FIRST} {sentence} {LAST}"
    assert report_of_text(text, id="x").furniture == ()
