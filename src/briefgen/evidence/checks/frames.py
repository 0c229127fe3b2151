"""What stands around an operative verb and changes its strength.

Its complement, the modal before it, and what it governs: "reaffirmed its commitment to supply" is
`reaffirmed`, "discussed launching" is `explored`, "promised to look into" is `explored`, too. And
lines of a list that have no finite verb. The verbs themselves are in `verbs.py`.
"""

from __future__ import annotations

import re

from briefgen.regex import regex
from briefgen.workspace.model import Commitment

#: Verbs whose whole complement is theirs: nothing after them in the clause is stronger.
GOVERNING: dict[Commitment, frozenset[str]] = {
    "committed": frozenset(
        {"pledg", "promis", "intend", "intent", "plan", "aim", "the aim", "offer", "express"}
        | {"affirm", "signal", "indicat", "stress", "underlin", "underscor", "declar", "voic"}
        | {"convey", "manifest", "emphasis", "demonstrat", "show"}
    ),
    "reaffirmed": frozenset(
        {"reaffirm", "reiterat", "restat", "recommit", "continu", "renew", "confirm", "affirm"}
        | {"stress", "underlin", "underscor", "emphasis", "recall", "express", "ratif", "convey"}
    ),
    "explored": frozenset({""}),  # every verb of this step
    "noted": frozenset({""}),
}

#: What is only thought about. After every operative verb, whatever its step, it is `explored`:
#: "promised to look into", "will study whether", "agreed that it would be considered".
CONSIDERATION = (
    r"(?:(?:be )?(?:consider|explor|examin|study|studying|studies|studied|discuss|assess|evaluat|"
    r"weigh|debat|ponder|contemplat|investigat|deliberat|mull|scop)|be (?:reviewed|looked)|"
    r"look(?:ing)? (?:in|at|closely|again|favou?rably|carefully)|(?:think|thinking|reflect\w*|"
    r"ponder\w*) (?:about|on|upon|over|how|whether)|consult|review|"
    r"(?:give|giving) (?:[\w'-]+ ){0,8}?(?:thought|consideration|reflection)\b|"
    r"(?:take|taking) (?:[\w'-]+ ){1,5}?(?:under|into) (?:advisement|consideration)|"
    r"(?:hold|launch|open|begin|start|have|conduct|enter into) (?:an? )?(?:exploratory|"
    r"preliminary|initial|informal|scoping) (?:\w+ )?(?:talks|discussions|consultations|contacts|"
    r"study|studies|work|exercise)|"
    r"(?:launch|conduct|undertake|begin|start|commission|carry out) (?:an? )?(?:[\w'-]+ ){0,3}?"
    r"(?:feasibility|scoping|pre-feasibility)|"
    r"hold (?!annual|regular|periodic|yearly)(?:\w+ )?(?:talks|discussions|consultations)|"
    r"see (?:if|whether)|(?:the )?possib(?:ility|ilities|le)|(?:the )?feasibility)"
)

#: Before a verb, these say that nothing came of it, or not yet: "almost signed", "was to have been
#: signed", "postponed the decision on".
UNDONE_BEFORE = regex(
    r"\b(?:almost|nearly|all but|narrowly|(?:was|were) to have(?: been)?|"
    r"(?:was|were|had been) (?:due|supposed|meant|scheduled|expected) to (?:have |be |have been )?|"
    r"(?:postpon|delay|deferr?|shelv|suspend|await|block|cancel|scrapp?|halt)(?:e[sd]?|ed|s|ing)"
    r"(?: the| a| an| its| their| any)?(?: \w+)?|"
    r"put(?:ting)? off(?: the| a| an| its| their| any)?) *$"
)
#: A report of a deed that the same sentence takes back.
REPORT_BEFORE = regex(r"\b(?:reports?|claims?|rumou?rs?|suggestions|allegations) that [^;.]*$")
TAKEN_BACK = regex(
    r"\b(?:was|were|are|is|has been|have been) (?:\w+ly )?(?:denied|dismissed|rejected|refuted|"
    r"false|untrue|unfounded|premature|incorrect|wrong)\b"
)
_ANNOUNCED = (
    r"^ (?:\w+ly )?(?:that (?:[\w'-]+ ){1,6}?)?(?:(?:is|are|was|were|has been|have been) )?"
)
#: What is announced decides: "announced that it is considering", "announced its intention to".
ANNOUNCED: tuple[tuple[Commitment, re.Pattern[str]], ...] = (
    (
        "noted",
        regex(
            r"^ (?:that )?(?:(?:a|an|the|its|their|further|another|yet) )*(?:delay|postponement|"
            r"cancellation|suspension|no )|^ that (?:[\w'-]+ ){0,4}?no (?:\w+ )?(?:decision|"
            r"agreement|deal|date)\b"
        ),
    ),
    (
        "explored",
        regex(rf"{_ANNOUNCED}(?:{CONSIDERATION}|hop(?:e|es|ed|ing)\b|wish|want|would like)"),
    ),
    (
        "committed",
        regex(
            rf"{_ANNOUNCED}(?:intend|plan|aim|seek|ready|stands? ready)|"
            r"^ (?:(?:a|an|the|its|their|his|her|new) )*(?:intention|intent|plans?|readiness|"
            r"willingness|ambition)\b(?! (?:of action|for action))"
        ),
    ),
)

#: What an infinitive after a verb of decision makes of it.
COMPLEMENTS: tuple[tuple[Commitment, str], ...] = (
    ("explored", CONSIDERATION),
    ("reaffirmed", r"(?:continue|continuing|maintain|uphold|remain|stay|keep)"),
    (
        "committed",
        r"(?:seek|strive|endeavou?r|try|attempt|aim|intend|work\b|make efforts|do (?:its|their) "
        r"(?:best|utmost))",
    ),
    (
        "noted",
        (
            r"(?:(?:on )?the (?:importance|need|urgency|significance|value)|disagree|"
            r"differ|(?:on )?how important)"
        ),
    ),
)
#: "agreed that X is vital" agrees on an opinion; "agreed that X will open" on a deed.
OPINION = regex(r"^ (?:that|with)\b")
DEED = regex(r"\b(?:will|shall|would|must)\b")

#: A participle that only tells which agreement is meant: "the initiative announced by the PMs".
BYGONE = regex(r"^ (?:by|in|at|on|last|between|during|earlier|under|previously|two|three|ten) ")
HAS_AUXILIARY = regex(
    r"\b(?:was|were|is|are|been|be|being|has|have|had|also|and|both|jointly|then)(?: \w+ly)? $"
)
MODAL_BEFORE = regex(
    r"\b(?:may|might|could|would|should|can|expected to|hoped to|hopes to|set to|due to|yet to|"
    r"likely to)(?: \w+ly)?(?: have| be)?(?: been)? $"
)
FUTURE_PASSIVE = regex(r"\b(?:will|shall|to)(?: \w+ly)? be(?: \w+ly)? $")

#: Asked of others, these say what is asked: "tasked officials to explore options".
ASKED = regex(
    r"^ (?:[\w'-]+ ){0,6}?to (?:consider|explore|examine|study|discuss|look into|assess|evaluate|"
    r"review the (?:possibility|feasibility))"
)
#: A line of a fact sheet or a headline, of which a name is the subject: "Florin to fund a bridge".
HEADLINE = regex(
    r"\A(?:[A-Z][\w'.&-]*,? (?:and |of |the )?){1,7}(?P<verb>to (?:extend|provide|invest|build|set "
    r"up|"
    r"establish|open|launch|supply|host|join|fund|finance|deliver|buy|sell|train|create|start|"
    r"expand))\b"
)
#: A line of a fact sheet without a finite verb: what it names is decided, promised or studied.
BULLETS: tuple[tuple[Commitment, re.Pattern[str]], ...] = (
    (
        "committed",
        regex(r"(?:an? |the )?(?:[\w-]+ )?(?:commitment|pledge|promise) of\b|up to [^ ]*\d"),
    ),
    (
        "explored",
        regex(
            r"(?:an? |the )?(?:new |joint |scoping |feasibility |preliminary )*(?:study|studies|"
            r"assessment|talks|consultations) (?:on|of|about)\b"
        ),
    ),
    ("noted", regex(r"(?:the )?(?:recognition|acknowledge?ment|appreciation|commendation) of\b")),
    (
        "decided",
        regex(
            r"(?:an? )?(?:(?:new|joint|expanded|additional|enhanced|further|dedicated|fresh|"
            r"increased|"
            r"second|third) )+(?:[\w-]+ ){0,4}?(?:funds?|funding|programmes?|programs?|services?|"
            r"centres?|centers?|calls? for|platform|facility|facilities|scheme|dialogue|initiative|"
            r"grants?|line of credit|hotline|mechanism|task force|working group|partnership)\b|"
            r"[^\w ]{1,3} ?\d[\d.,]* ?(?:million|billion|trillion|bn|m|crore)? (?:in|for|to|of|"
            r"towards)\b"
        ),
    ),
)
#: A promise hedged: "funding of 5 million, subject to approval".
SUBJECT_TO = regex(r"\bsubject to\b")
#: Nouns of what was decided: "the decision to open a port" decides what follows it.
RESULT = regex(r"(?:agreement|decisions?|signing|exchange)\b", re.I)
#: Before and after such a noun, these say that it is a thing that goes somewhere: "submit the
#: agreement to its parliament", "the agreement that entered into force". Whoever "gave its
#: agreement to a plan" agrees.
THING_BEFORE = regex(r"\b(?:the|this|that|an?|any|each|every|said)(?: \w+ly)?(?: [\w-]+){0,2} $")
THING_AFTER = regex(
    r"(?<= to) (?:the|an?|its|their|his|her|our|both|all|each|every|any|this|that|these|those|"
    r"which|whom|\d[\w.,]*|parliaments?|congress|cabinet|lawmakers|legislators|members|"
    r"signatories|ratification|scrutiny|(?:national|domestic|respective) \w+)\b|"
    r"(?<= that) (?:(?:they|it|he|she|we) (?:have|has|had)\b|(?:was|were|is|are|has|have|had|will|"
    r"would|shall|entered|governs?|sets?|provides?)\b)"
)
NAME_AFTER = regex(r"(?<= to) [A-Z]\w*[a-z]")
#: What is named at the head of a line ("Launch of a fund") is no deed where a verb follows that
#: says what became of it ("Expansion of trade was discussed").
NAMED = regex(r"(?:the )?\w+ of$")
FOLLOWED = regex(r"\b(?:was|were|is|are|will|has|have|had|remains?|came|could|would|may|might)\b")
#: Nouns that operate: whatever governs the words before them governs them, too.
NOUN = regex(
    r"(?:discussions?|negotiations?|talks?|commitment|intention|possibilit|feasibility|plans? )"
)
