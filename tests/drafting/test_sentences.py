"""What single sentences give: `briefgen.draft_sentences`."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefgen
from briefgen.drafting.proposed import PassedOver, Proposed, Statement
from briefgen.drafting.rules import Rules
from briefgen.evidence.checks.commitments import strength
from briefgen.workspace.model import COMMITMENTS

THEMES = {"minerals": ["rare earths", "lithium"], "ai": ["AI"], "cables": ["submarine cables"]}


def only(text: str, **options: object) -> Proposed:
    """The one proposal of a sentence."""
    (found,) = briefgen.draft_sentences([text], themes=THEMES, **options)  # type: ignore[arg-type]
    return found


def reason(text: str, parties: tuple[str, ...] = ()) -> str:
    """Why a sentence is passed over."""
    proposed, passed = Rules().draft([Statement(0, text)], parties=parties, themes=THEMES)
    found = passed[0].reason if passed else proposed[0].weak
    assert found, "it was proposed"
    return found


@pytest.mark.parametrize(
    ("text", "commitment", "words"),
    [
        ("Florin and Guilder signed a treaty on lithium.", "signed", "signed"),
        ("The treaty on lithium will be signed in May.", "decided", "will"),
        ("Both sides agreed to consider a fund for lithium.", "explored", "agreed to consider"),
        ("Both sides agreed in principle on a lithium fund.", "committed", "agreed in principle"),
        ("They discussed launching a fund for lithium.", "explored", "discussed"),
        ("They welcomed the signing of the lithium pact.", "noted", "welcomed"),
        ("Florin called for a ban on lithium dumping.", "noted", "called for"),
        ("Leaders tasked officials to explore a buyers' club.", "explored", "tasked"),
        ("We commit to sourcing lithium responsibly.", "committed", "commit"),
        ("Launch of a joint lithium refinery", "decided", "Launch of"),
    ],
)  # fmt: skip
def test_the_words_decide_the_commitment(text: str, commitment: str, words: str) -> None:
    """The verb and what it governs make the step of the scale, and are shown."""
    found = only(text)
    assert found.commitment == commitment
    assert words in found.words
    assert found.words in found.why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two sides did not agree on the price of lithium.", "denied"),
        ("No decision was taken on the lithium fund.", "denied"),
        ("Analysts say the two sides agreed to very little.", "outsider"),
        ("The pact was signed on Monday, a triumph, analysts said.", "opinion"),
        ("The two sides reportedly agreed to share lithium.", "hearsay"),
        ("The two sides are expected to sign a lithium pact.", "speculation"),
        ("The opposition demanded that the lithium pact be published.", "outsider"),
        ("The lithium agreement was signed in 2009.", "background"),
        ("Florin had imposed a levy on lithium.", "background"),
        ("The pact will help miners of lithium.", "purpose"),
        ("The President thanked his host for the warm hospitality.", "ceremony"),
        ("The agenda of the meeting was adopted.", "procedure"),
        ("Will the lithium pact hold?", "question"),
        ("Cooperation in Critical Minerals", "heading"),
        ("Also read: what the lithium pact means", "boilerplate"),
        ("Lithium is a key ingredient of batteries.", "no-verb"),
    ],
)
def test_what_is_no_outcome_has_its_reason(text: str, expected: str) -> None:
    """Each kind of sentence that is passed over is told by its own reason."""
    assert reason(text) == expected


def test_other_countries_are_outsiders_when_the_parties_are_known() -> None:
    """What a government says that is no party is no outcome."""
    text = "Borduria's government pledged to buy the lithium."
    assert only(text).commitment == "committed"
    assert reason(text, ("Florin", "Guilder")) == "outsider"


def test_actors_are_parties() -> None:
    """Both where both act, one where one does, also by its demonym and its minister's name."""
    proposals = briefgen.draft_sentences(
        [
            "Florin's Foreign Minister Weiss met Guilder's President Okafor.",
            "Both sides agreed to open a lithium mine.",
            "The Florin side pledged to open a lithium mine.",
            "Weiss announced the opening of a lithium mine.",
            "Guilder will open a lithium mine.",
        ],
        themes=THEMES,
        parties=["Florin", "Guilder"],
    )
    assert [(one.index, one.actors) for one in proposals] == [
        (1, ("Florin", "Guilder")),
        (2, ("Florin",)),
        (3, ("Florin",)),
        (4, ("Guilder",)),
    ]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("They agreed to open the mine by March 2027.", "by March 2027"),
        ("They agreed to meet early this year.", "early this year"),
        ("They agreed to report within six months.", "within six months"),
        ("They agreed to lift the ban with effect from 1 May.", "with effect from 1 May"),
        ("They agreed to carry on the dialogue launched in 2019.", ""),
        ("They welcomed the opening of the mine by March 2027.", ""),
    ],
)
def test_by_when(text: str, due: str) -> None:
    """What is to be done has its date in the sentence's own words; what is noted has none."""
    assert only(text).due == due


def test_the_quote_is_cut_to_its_clause_and_never_past_what_weakens_it() -> None:
    """What leads up to a deed goes; a condition or a hedge stays."""
    cut = only(
        "Recognising the need, Florin and Guilder agreed to share lithium, a move seen as bold."
    )
    assert cut.quote == "Florin and Guilder agreed to share lithium"
    kept = only("Subject to approval, Florin and Guilder agreed to share lithium.")
    assert kept.quote == "Subject to approval, Florin and Guilder agreed to share lithium"


def test_themes_are_told_by_their_words() -> None:
    """Singular and plural, hyphens, capitals of an abbreviation, the longer of two words."""
    assert only("They discussed a rare-earth mine.").themes == ("minerals",)
    assert only("They discussed AI.").themes == ("ai",)
    assert only("They discussed aid to Lai.").themes == ()
    more = {**THEMES, "defence": ["submarine"]}
    (found,) = briefgen.draft_sentences(["They discussed submarine cables."], themes=more)
    assert found.themes == ("cables",)


def test_a_list_says_what_was_done_with_its_documents() -> None:
    """A title is signed when the line above its list says so, which is then quoted, too."""
    text = "The following documents were signed:\nMoU on cooperation in lithium mining"
    found = briefgen.draft_sentences(text, themes=THEMES)[-1]
    assert (found.commitment, found.lead) == ("signed", "The following documents were signed:")
    assert only("MoU on cooperation in lithium mining").commitment == "noted"


def test_a_text_is_taken_apart() -> None:
    """A plain text gives the same as its sentences."""
    sentences = ["Trade rose.", "Both sides agreed to share lithium.", "They discussed AI."]
    whole = briefgen.draft_sentences(" ".join(sentences), themes=THEMES)
    apart = briefgen.draft_sentences(sentences, themes=THEMES)
    assert [(one.index, one.quote) for one in whole] == [(one.index, one.quote) for one in apart]


def test_numbers_of_paragraphs_are_no_part_of_what_they_say() -> None:
    """Neither a sentence of their own nor in the quote."""
    (found,) = briefgen.draft_sentences("12. Both sides agreed to share lithium.", themes=THEMES)
    assert (found.index, found.quote) == (0, "Both sides agreed to share lithium")
    assert only("(b) Florin pledged to share lithium.").quote == "Florin pledged to share lithium"


def test_a_month_is_no_modal() -> None:
    """`May` in a date makes nothing uncertain."""
    assert reason("The ministers met on 4 May.") == "no-verb"


def test_without_themes_those_of_the_example() -> None:
    """The words of the example's themes are the default."""
    (found,) = briefgen.draft_sentences("Both sides agreed to convene a group on rare earths.")
    assert found.themes[0] == "minerals"


def test_weak_candidates_only_on_request() -> None:
    """What an official merely said may be worth a look, but is not proposed by itself."""
    text = "The lithium mine is safe, the minister said."
    assert briefgen.draft_sentences([text], themes=THEMES) == []
    assert only(text, weak=True).weak


def test_another_engine_behind_the_same_seam() -> None:
    """Whatever implements `Drafter` can be used."""

    class Nothing:
        def draft(self, statements, *, parties=(), themes):  # type: ignore[no-untyped-def]
            return [], [PassedOver(one.index, "no-verb") for one in statements]

    assert briefgen.draft_sentences("Both sides agreed to share lithium.", drafter=Nothing()) == []


_PIECES = st.sampled_from(
    """
    The two sides agreed to not did have will may if unless consider signed launching , . ; : " ( )
    “ ” — – Florin Guilder and that which who said discussed pledged by 2027 in principle Both He
    treaty on lithium … 's é \u200b \u00ad \u2019 İ ß 日本 MoU between was were been announced
    """.split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=25).map(" ".join) | st.text(max_size=120))
def test_whatever_the_text(text: str) -> None:
    """No text makes it fail; each quote is verbatim and bears out its commitment."""
    for found in briefgen.draft_sentences([text], themes=THEMES, weak=True):
        assert found.quote == text[found.start : found.end]
        assert found.quote
        allowed = COMMITMENTS[strength(found.quote).commitment][0]
        assert COMMITMENTS[found.commitment][0] <= allowed


@pytest.mark.parametrize(
    "hostile",
    [
        "a " * 20_000,
        "and agreed to " * 5_000,
        "The two sides, " * 5_000 + "agreed.",
        "(" * 30_000,
        "Florin and " * 8_000 + "agreed to",
        "express the the the " * 4_000,
        "X" * 100_000,
        " ".join(["Aa"] * 20_000) + " to extend",
        "that " * 15_000,
    ],
)
def test_no_text_takes_long(hostile: str) -> None:
    """A sentence as long as a book costs no more than its first page."""
    started = time.perf_counter()
    briefgen.draft_sentences([hostile], themes=THEMES, weak=True)
    assert time.perf_counter() - started < 3


def test_time_grows_with_the_text() -> None:
    """Ten thousand lines take about ten times as long as a thousand."""
    line = (
        "In the talks, Florin and Guilder agreed to set up a fund for lithium, number {}, by 2027."
    )

    def seconds(lines: int) -> float:
        text = "\n".join(line.format(n) for n in range(lines))
        started = time.perf_counter()
        assert len(briefgen.draft_sentences(text, themes=THEMES)) == lines
        return time.perf_counter() - started

    seconds(100)
    few, many = seconds(1_000), seconds(10_000)
    assert many < 25 * few


@pytest.mark.parametrize(
    "time",
    [
        "In 2019, {}.",
        "Back in March 2018, {}.",
        "Three years ago, {}.",
        "Last year, {}.",
        "At their previous meeting, {}.",
        "When she visited in 2020, {}.",
        "During his visit to Lutz in 2019, {}.",
        "Under a 2009 accord, {}.",
        "{} five years ago.",
        "{} at the 2020 summit.",
        "{} under the previous government.",
        "The talks follow a summit at which {}.",
        "The statement builds on an accord of 2022 in which {}.",
    ],
)
@pytest.mark.parametrize(
    "deed",
    [
        "the two sides agreed to mine lithium",
        "the two sides pledged to share lithium",
        "the ministers discussed lithium",
        "the ministers signed a pact on lithium",
    ],
)
def test_a_time_of_the_past_makes_any_deed_background(time: str, deed: str) -> None:
    """Whatever the verb, what was done at another time is no outcome of this meeting."""
    text = time.format(deed)
    assert reason(text[0].upper() + text[1:]) == "background"


@pytest.mark.parametrize(
    "text",
    [
        "Florin has promised a grant to rebuild lithium works washed away in last year's floods.",
        "The ministers ordered the creation of a lithium commission, which had not met since 2018.",
        "Both sides agreed to open a lithium mine in 2031.",
        "Having met last year, the two sides today agreed to share lithium.",
    ],
)
def test_a_time_inside_an_object_makes_none(text: str) -> None:
    """A time that tells of something else than the deed leaves the deed an outcome."""
    assert only(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The World Ore Bank pledged to double its loans for lithium.", "outsider"),
        ("Greenwater, a campaign group, vowed to stop the lithium mine.", "outsider"),
        ("Lithon Holdings said it had decided to build a lithium works.", "outsider"),
        ("Asked about lithium, Borduria's foreign ministry reiterated its protest.", "outsider"),
        ("They agreed on too little lithium, said Pia Lund, an analyst at a bank.", "opinion"),
        ("The Premier said that it would pave the way for lithium.", "opinion"),
        ("The President unveiled a plaque at the lithium works.", "no-verb"),
        ("The Minister will also visit a lithium works.", "procedure"),
        ("Florin has opened eleven lithium mines so far.", "background"),
        ("The Dialogue reviews lithium every year.", "background"),
    ],
)
def test_whole_classes_are_passed_over(text: str, expected: str) -> None:
    """Outsiders by their head noun, views by their form, and the course of a visit."""
    assert reason(text) == expected


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Both sides agreed to meet in Port Adair.", []),
        ("Both sides agreed to open a port.", ["sea"]),
        ("Both sides agreed to train engineers.", []),
        ("Both sides agreed to buy trains.", ["rail"]),
    ],
)
def test_a_word_in_a_name_or_a_verb_is_no_theme(text: str, themes: list[str]) -> None:
    """A port in a town's name and the verb `to train` say nothing of ports and trains."""
    words = {"sea": ["port"], "rail": ["trains"]}
    (found,) = briefgen.draft_sentences([text], themes=words)
    assert list(found.themes) == themes


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the Klow Times, the Ministers agreed to share lithium",
        "While Florin agreed to share lithium, Guilder refused to do so",
        "The accord on lithium, signed on the margins of the talks, runs until 2030",
    ],
)
def test_a_head_that_is_needed_is_quoted(sentence: str) -> None:
    """On whose word, against what, and of what a deed is told stays in its quote."""
    assert only(f"{sentence}.").quote == sentence
