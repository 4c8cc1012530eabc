"""`--public`: no private name and no source at risk, in any format. All persons are made up."""

import itertools
import random
import re
from datetime import date

import pytest
from export_samples import readable

from dateline.export import FORMATS, make_format
from dateline.export.mention_json import mentions_json
from dateline.ingest import report_of_text
from dateline.model import Span
from dateline.pipeline import (
    Tools,
    code_public,
    code_report,
    public_made_by,
    read_mentions,
    shown_of_mentions,
)
from dateline.redact import public_mentions

DAY = date(2016, 3, 7)
GIVEN = ("Hamza", "Rima", "Oksana", "Chidi", "Luis", "Jamila", "Hope", "Jordan", "Chad", "Mark")
FAMILY = ("Qabbani", "Haddadin", "Okafor", "Petrenko", "Whitlock", "Rahimi", "Stone", "al-Khatib")
FRAMES = (
    "Gunmen killed {given} {family} near Saraqib on Monday.",
    "Gunmen shot dead journalist {given} {family} in Idlib. {family} was 34.",
    "{given} {family}, a baker, was abducted from {family}'s house in Hama on Sunday.",
    "Soldiers arrested {given} {family} and two others in Homs, {given}'s sister said.",
    "Islamic State killed five people in Raqqa, {given} {family}, a resident, told reporters.",
    '"They shelled us all night," said {given} {family}. Rebels killed two men in Hama.',
    "Police arrested 12 protesters in Cairo, according to {given} {family}.",
    "An air strike killed Dr {given} {family} at a clinic in Aleppo on Friday.",
    "The army shelled {given} {family}'s farm near Hama on Monday, killing {family}.",
    "Militants beheaded {given} {family} in Mosul, his cousin {given} said by telephone.",
    "POLICE ARRESTED {upper} IN BOGOTA ON MONDAY. {upper} IS A TEACHER.",
    "police arrested {lower} in bogota on monday, and {lower} was beaten there.",
    "Teacher {given} {family} Abducted by Gunmen in Hama",
    "Rebels released {given} {family} on Monday; write to {family}@example.org for details.",
    "Troops killed 14 people in Homs, @{given}{family} wrote on Twitter.",
    "Rebel fighters tortured {given} {family} and his brother Ahmad {family} in Douma.",
)
WHOLE = [
    (frame, given, family) for frame, given, family in itertools.product(FRAMES, GIVEN, FAMILY)
]
GENERATED = random.Random(1).sample(WHOLE, 200)


# What every page holds whatever it tells: its style sheet, marks, outlines of countries.
PAGE = re.compile(r"<style>.*?</style>|</?mark>|\[[\d,\[\]-]{40,}\]", re.DOTALL)


def published(text: str, tools: Tools, **known: str) -> str:
    """All that `--public` gives of a report: each format of its events, and its mentions."""
    report = report_of_text(text, published=DAY, **{"id": "constructed", **known})
    public, events = code_public(report, tools)
    told = []
    for name in FORMATS:
        written = make_format(name, public_made_by(tools.made_by), width=400, colour=False)
        text = written.opening() + written.report(public, events) + readable(written.closing())
        told.append(PAGE.sub("", text) if name == "html" else text)
    readout = read_mentions(report, tools)
    rows = mentions_json(report, readout)
    told += map(str, public_mentions(rows, report, shown_of_mentions(readout, tools)))
    return "\n".join(told)


def shown(text: str, tools: Tools) -> str:
    """The words of a report that may be shown."""
    report = report_of_text(text, id="constructed", published=DAY)
    found = shown_of_mentions(read_mentions(report, tools), tools)
    return found.text(Span(0, len(text)))


def leaks(secret: str, told: str) -> bool:
    return re.search(rf"(?i)(?<![a-z]){re.escape(secret)}(?![a-z])", told) is not None


@pytest.mark.parametrize("case", GENERATED, ids=lambda case: f"{case[1]} {case[2]}: {case[0][:24]}")
def test_no_generated_name_gets_out(case: tuple[str, str, str], tools: Tools) -> None:
    frame, given, family = case
    whole = f"{given} {family}"
    text = frame.format(given=given, family=family, upper=whole.upper(), lower=whole.lower())
    told = published(
        text,
        tools,
        id=f"{whole}.txt",
        title=f"{whole} speaks",
        url=f"https://{family}.example.org/{given}",
    )
    assert not leaks(family, told)
    # A country's name tells nothing of a person, whose own words are withheld.
    assert given in ("Jordan", "Chad") or not leaks(given, told)


# Each with the words that must not get out.
HANDWRITTEN = (
    ("A resident of Binnish who gave her name as Umm Tariq said jets killed two.", "Umm Tariq"),
    ("A defector hiding in Kilis told the agency that guards killed ten prisoners.", "Kilis"),
    ("A nurse at the Crescent clinic in Douma said shelling killed 12.", "Crescent"),
    ("A media source close to ISIS said dozens deserted the group in Raqqa.", "close to"),
    ("A source in the engineering unit said the army killed six people.", "engineering"),
    ("Two sisters of a detained teacher told reporters that police beat him.", "sisters of"),
    ("Police arrested Father Anselm Krol in Warsaw on Monday.", "Krol"),
    ("Gunmen killed Mrs. Ada Lovelock and her son Tim in Lagos.", "Lovelock"),
    ("Gunmen killed Mrs. Ada Lovelock and her son Tim in Lagos.", "Tim"),
    ("Militants abducted aid worker Sofie Brandvold in Mogadishu.", "Brandvold"),
    ("The minister's driver, Olek Wrona, was killed in a bombing in Kyiv.", "Wrona"),
    ("President Salva Kiir's cousin Deng Marol was arrested in Juba.", "Marol"),
    ("The general's son Tariq Nasser was abducted in Tripoli.", "Nasser"),
    ("Lawyer Bushra Almas was shot dead outside her office in Lahore.", "Almas"),
    ("Private Joel Harkin was killed when a bomb exploded in Basra.", "Harkin"),
    ("Police officer Dilan Aksoy was wounded in a clash in Cizre.", "Aksoy"),
    ("Al-Nusra recruit Karam Otaibi was killed in an air strike near Idlib.", "Otaibi"),
    ("A student named Kwame Abrefa was killed by police in Accra.", "Abrefa"),
    ("Relatives identified the dead as Abel Tamrat, 19, and Sara Tamrat, 17.", "Tamrat"),
    ("Gunmen burned the shop of Wadih Sarkis in Qamishli.", "Sarkis"),
    ("Fighters raided Sarkis's house in Qamishli and arrested two men.", "Sarkis"),
    ("Shelling killed Um Ayman, her three children and a neighbour in Taiz.", "Ayman"),
    ("Detainee number 7, Faisal al-Rawi, died under torture in Baghdad.", "Rawi"),
    ("The activist known as Abu Layla al-Homsi was abducted in Homs.", "Layla"),
    ("\"My brother Ziad was killed by a sniper,\" a woman in Aleppo said.", "Ziad"),
    ("According to Nadim, a shopkeeper in Manbij, ISIS executed three men.", "Nadim"),
    ("Ivan Ivanovych Melnyk, 54, was killed by shelling in Avdiivka.", "Melnyk"),
    ("Ko Ko Naing was arrested in Mandalay on Tuesday, his wife said.", "Naing"),
    ("Ma Thida Htwe was killed when troops opened fire on a protest in Yangon.", "Htwe"),
    ("Maria de los Angeles Pineda was kidnapped in Medellin by guerrillas.", "Pineda"),
    ("The guerrillas freed Don Hernan Uribe Salas in Cali on Friday.", "Salas"),
    ("Teenager Ahed T. was detained in Nabi Saleh by Israeli troops.", "Ahed"),
    ("Militiamen killed the imam's daughter Zeynab in Tal Afar.", "Zeynab"),
    ("The bodies of Musa Garba and Bello Garba were found after the raid near Jos.", "Garba"),
    ("Troops shot Garang Deng (22) dead at a checkpoint in Bor.", "Garang"),
    ("Call the family on 0944 555 1234 for news of the two men abducted in Hama.", "555"),
    ("Rebels killed two men in Hama; see https://example.org/witness/lina for more.", "lina"),
    ("@lina_hama wrote that rebels killed two men in Hama.", "lina"),
    ("GUERRILLAS KIDNAPPED ENGINEER RAMIRO ECHAVARRIA IN ARAUCA.", "ECHAVARRIA"),
    ("police shot dead ramesh solanki in vadodara during the riots.", "solanki"),
    ("Baker Nour Shami Beaten by Militants in Raqqa", "Shami"),
    ("Soldiers killed Hope Banda in Beni on Monday.", "Banda"),
    ("Militants killed Faith and Grace Wanjiru in Garissa.", "Wanjiru"),
    ("Police arrested blogger Raif B. in Jeddah.", "Raif"),
    ("Anna-Lena Vogt, a nurse, was abducted in Kunduz by the Taliban.", "Vogt"),
    ("O'Hanlon was killed by a car bomb in Belfast, his widow said.", "Hanlon"),
    ("Gunmen abducted Jean-Pierre Mukendi near Goma; Mukendi was freed.", "Mukendi"),
    ("The farmer, whom neighbours call Old Petro, was killed by a mine near Izium.", "Petro"),
    ("Witness Karim S., 41, said soldiers executed six men in Qaraqosh.", "Karim"),
    ("A man who identified himself only as Yusuf said ISIS killed his father.", "Yusuf"),
    ("Relatives of Sami Kanaan protested in Beirut on Thursday.", "Kanaan"),
    ("The court jailed Lin Dao for two years over the protest in Hanoi.", "Lin Dao"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "secret"), HANDWRITTEN)
def test_no_handwritten_name_or_source_gets_out(text: str, secret: str, tools: Tools) -> None:
    assert not leaks(secret, published(text, tools))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("President Bashar al-Assad met Javad Zarif, Iran's foreign minister.", "Bashar al-Assad"),
        ("President Bashar al-Assad met Javad Zarif, Iran's foreign minister.", "Javad Zarif"),
        (
            "A strike killed Islamic State commander Abu Yusuf al-Libi in Raqqa.",
            "Abu Yusuf al-Libi",
        ),
        ("Gen. Tomas Arkady said troops killed 14 rebels in Donetsk.", "Arkady"),
        ("The Syrian Observatory for Human Rights said shelling killed six.", "Observatory"),
        ("Fighters of Ahrar al-Sham killed six soldiers near Saraqib.", "Ahrar al-Sham"),
        ("Fighters of Ahrar al-Sham killed six soldiers near Saraqib.", "Saraqib"),
        ("The Defence Ministry said police arrested 14 people on Monday.", "Defence Ministry"),
        ("Police arrested 14 people on Monday.", "14 people on Monday"),
        ("Gunmen Kill Three Protesters in Cairo", "Gunmen Kill Three Protesters in Cairo"),
    ],
)
def test_what_is_public_stays(text: str, kept: str, tools: Tools) -> None:
    assert kept in shown(text, tools)


def test_nothing_points_into_the_text(tools: Tools) -> None:
    told = published(FRAMES[0].format(given="Hamza", family="Qabbani"), tools, id="hamza.txt")
    assert '"start":null' in told.replace(" ", "")
    assert not re.search(r'"(start|end)": ?\d', told)
    assert "hamza" not in told.lower()


def test_a_party_whose_name_is_withheld_keeps_its_role(tools: Tools) -> None:
    text = "Hamza Qabbani, a journalist, was killed by gunmen in Idlib on Monday."
    report = report_of_text(text, id="constructed", published=DAY)
    _, (event,) = code_public(report, tools)
    assert [party.quote for party in event.target] == ["[withheld], a journalist"]


def test_a_person_of_a_group_is_the_group_in_public(tools: Tools) -> None:
    text = "Hezbollah fighter Karam Otaibi was killed in an air strike near Idlib."
    report = report_of_text(text, id="constructed", published=DAY)
    event = code_report(report, tools)[0]
    public = code_public(report, tools)[1][0]
    assert [each.actor.kind for each in event.target if each.actor] == ["person"]
    assert [each.actor.id for each in public.target if each.actor] == ["hezbollah"]
    assert not any(each.actor.affiliation for each in public.target if each.actor)
