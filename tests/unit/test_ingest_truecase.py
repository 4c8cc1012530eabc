"""Ordinary case for text in capitals: what is rewritten, how, and what is left alone."""

import pytest

from dateline.annotate.truecase import truecase


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("OVER 200 JIHADIS DESERT ISIS IN RAQQA", "Over 200 jihadis desert ISIS in Raqqa"),
        (
            "THE BATTALION REPORTED THAT ONE SOLDIER WAS KILLED IN EL SALVADOR ON MONDAY.",
            "The battalion reported that one soldier was killed in El Salvador on Monday.",
        ),
        (
            "THREE REBELS OF THE FRONT [FMLN] WERE SHOT IN SAN LUIS DE LA REINA. THEY FLED.",
            "Three rebels of the front [FMLN] were shot in San Luis de la Reina. They fled.",
        ),
        ("U.S. TROOPS LEFT AT 6 A.M. ON 3 MARCH", "U.S. troops left at 6 a.m. on 3 March"),
        ("THE MEN'S MARCH TO THE 6TH BRIGADE", "The men's march to the 6th brigade"),
        ("GEN. ZUBIRI SAID PRESIDENT ZUBIRI DIED", "Gen. Zubiri said President Zubiri died"),
        ("TWO AK-47 RIFLES AND AN M-16 WERE SEIZED", "Two AK-47 rifles and an M-16 were seized"),
        ("TROOPS OF AL-SHAM LEFT THE CITY", "Troops of al-Sham left the city"),
        ("COLOMBIAN POLICE ARRESTED TWO PERUVIANS", "Colombian police arrested two Peruvians"),
        ("TELL US WHO THEY ARE, THE POLICE SAID", "Tell us who they are, the police said"),
        ("US-led Coalition Strikes Kill Twenty", "US-led coalition strikes kill twenty"),
        ("Syria Airstrikes Destroy Idlib Hospital", "Syria airstrikes destroy Idlib hospital"),
        (
            "two men were arrested in gujarat on friday, police said. they fled.",
            "Two men were arrested in Gujarat on Friday, police said. They fled.",
        ),
    ],
)  # fmt: skip
def test_case_is_given_back(given, wanted):
    assert truecase(given).casefold() == wanted.casefold()
    assert truecase(given) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The U.S.-led coalition and the SDF took Raqqa.",
        "BEIRUT A Russian air strike killed 38 civilians on Wednesday.",
        "ISIS",
        "FMLN and ERP",
        "Ban Ki-moon met Bashar al-Assad in Damascus",
        "of the town",
        "",
    ],
)
def test_ordinary_text_is_left_alone(text):
    assert truecase(text) == text


def test_each_paragraph_is_judged_by_itself():
    text = "ARMY RETAKES THE TOWN\n\nThe SDF took Raqqa, the UN said."
    assert truecase(text) == "Army retakes the town\n\nThe SDF took Raqqa, the UN said."


def test_letters_whose_case_has_another_length_are_kept():
    text = "İSTANBUL'DA ẞ ﬁ TROOPS LEFT THE TOWN TODAY"
    assert len(truecase(text)) == len(text)


def test_the_caller_may_know_more_names():
    text = "FIGHTERS LEFT SHADE ON MONDAY NIGHT"
    assert truecase(text) == "Fighters left shade on Monday night"
    assert truecase(text, is_name={"shade"}.__contains__) == "Fighters left Shade on Monday night"
