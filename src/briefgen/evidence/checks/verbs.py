"""The operative verbs of diplomatic prose, by the strength of what they commit to.

One row a verb: the step of the scale, and a pattern for the forms in which it operates
(finite and `-ing` forms, and nouns such as `the decision to`; not the infinitive, whose
strength is that of the verb before it). All lower case. In a pattern, `~` is an optional
adverb or two. `GOVERNING` verbs cap what follows them in their clause: "reaffirmed its
commitment to supply" is `reaffirmed`, "discussed launching" is `explored`.

Extend the table freely; add the sentence that made you do so to
`tests/evidence/commitments.txt`.
"""

from __future__ import annotations

from briefgen.regex import regex
from briefgen.workspace.model import Commitment

VERBS: dict[Commitment, str] = {
    "signed": r"""
        sign(?:ed|ing|s)(?! (?:up|off))
        inked
        initialled
        ratif(?:ied|ies|ying)
        (?:the )?signing of
        conclud(?:ed|es|ing) ~(?:an?|the|their|its) (?:\w+ ){0,5}?(?:agreement|treaty|contract)s?
        conclud(?:ed|es|ing) ~(?:an?|the|their|its) (?:\w+ ){0,5}?(?:memorandum|deal|pact)s?
        entered into force
        exchanged (?:letters|instruments|diplomatic notes)
    """,
    "decided": r"""
        agree(?:d|ing|s)
        agreement (?:to|that)
        (?:reached|struck|sealed) ~(?:an?|the) (?:\w+ ){0,3}?(?:agreement|deal|accord|consensus)
        reached ~an understanding
        decid(?:ed|es|ing)
        decisions? (?:to|on|that)
        resolv(?:ed|es) to
        launch(?:ed|es|ing)
        establish(?:ed|es|ing)
        creat(?:ed|es|ing)
        set up
        inaugurat(?:ed|es|ing)
        approv(?:ed|es|ing)
        adopt(?:ed|s|ing)
        endors(?:ed|es)
        finali[sz](?:ed|es|ing)
        announc(?:ed|es|ing)
        appointed
        allocat(?:ed|es)
        grant(?:ed|s)
        impos(?:ed|es)
        lifted
        opened
        extended (?:the|its|their|an?) (?:\w+ ){0,3}?(?:agreement|loan|credit|programme|mandate)
        mandated
        tasked
        instructed
        (?:will|shall)(?! (?:be )?(?:consider|explor|discuss|stud|examin|look into|assess|seek|try))
        (?:are|is|were|was) to (?!be (?:consider|explor|discuss|stud|examin))
    """,
    "committed": r"""
        pledg(?:ed|es|ing)
        pledge to
        committ(?:ed|ing) ~(?:to|itself|themselves)
        commits ~(?:to|itself)
        commitment to
        promis(?:ed|es|ing)
        vow(?:ed|s|ing)
        undert(?:ook|akes|aking|akings) to
        intend(?:ed|s|ing)? ~to
        intention (?:to|of)
        plan(?:s|ned|ning)? to
        plans? for
        assur(?:ed|es|ing)
        guarantee(?:d|s)
        determined to
        offer(?:ed|s|ing) ~to
        aim(?:s|ed|ing)? (?:to|at)
        the aim is to
        work(?:ed|s|ing)? towards?
        (?:said|says|announced|promised|confirmed|added) (?:that )?(?:\w+ ){1,4}?would
    """,
    "reaffirmed": r"""
        reaffirm(?:ed|s|ing)?
        reiterat(?:ed|es|ing)
        restat(?:ed|es|ing)
        re-?emphasi[sz](?:ed|es|ing)
        renew(?:ed|s|ing) ~(?:its|their|his|her|the)
        recommitted
        recall(?:ed|s|ing)
        confirm(?:ed|s|ing) ~(?:its|their|his|her|the) ~(?:commitment|support|pledge|readiness)
        continu(?:ed|es|ing)
        remain(?:ed|s|ing)? committed
        uph(?:eld|olds)
        (?:took|taking|takes|carried|moved) forward
    """,
    "explored": r"""
        discuss(?:ed|es|ing)
        discussions?
        consider(?:ed|s|ing)
        explor(?:ed|es|ing)
        examin(?:ed|es|ing)
        stud(?:ied|ies|ying)
        review(?:ed|s|ing)
        assess(?:ed|es|ing)
        weigh(?:ed|s|ing)
        mull(?:ed|s|ing)
        debat(?:ed|es|ing)
        deliberat(?:ed|es|ing)
        negotiat(?:ed|es|ing)
        negotiations?
        talks? (?:on|about|over)
        talked (?:about|over)
        spoke (?:about|of)
        consult(?:ed|s|ing|ations)
        exchang(?:ed|es|ing) ~views
        exchange of views
        (?:express|show|voic)(?:ed|es|s|ing) ~(?:an? )?(?:\w+ )?(?:interest|hope|willingness|desire)
        (?:express|show|voic)(?:ed|es|s|ing) ~(?:an? )?(?:\w+ )?(?:readiness|openness)
        interest(?:ed)? in
        touch(?:ed|es|ing) (?:up)?on
        look(?:ed|s|ing) (?:into|at)
        hop(?:ed|es|ing)
        want(?:ed|s|ing)
        wish(?:ed|es|ing)
        seek(?:s|ing)
        sought
        propos(?:ed|es|ing)
        suggest(?:ed|s|ing)
        call(?:ed|s|ing) (?:for|on|upon)
        urg(?:ed|es|ing)
        ask(?:ed|s|ing)
        encourag(?:ed|es|ing)
        invit(?:ed|es|ing)
        rais(?:ed|es|ing) ~(?:the|its|their|concerns?)
        possibilit(?:y|ies)
        feasibility
        (?:expected|set|due|likely|poised|scheduled) to
        (?:will|shall) (?:be )?(?:consider|explor|discuss|stud|examin|look into|assess|seek|try)\w*
        (?:are|is|were|was) to be (?:consider|explor|discuss|stud|examin)\w*
        would
        may
        might
        could
        can
        should
    """,
    "noted": r"""
        not(?:ed|es|ing)
        took note
        stress(?:ed|es|ing)
        underlin(?:ed|es|ing)
        underscor(?:ed|es|ing)
        emphasi[sz](?:ed|es|ing)
        highlight(?:ed|s|ing)
        welcom(?:ed|es|ing)
        recogni[sz](?:ed|es|ing)
        acknowledg(?:ed|es|ing)
        describ(?:ed|es|ing)
        prais(?:ed|es|ing)
        thank(?:ed|s|ing)
        condemn(?:ed|s|ing)
        appreciat(?:ed|es|ing)
        look(?:ed|s|ing) forward
        attach(?:ed|es|ing) ~(?:the |great )?(?:\w+ )?(?:importance|priority)
        express(?:ed|es|ing) ~(?:concern|appreciation|gratitude|satisfaction|confidence|support)
        express(?:ed|es|ing) ~(?:condolences|solidarity|regret)
        stat(?:ed|es|ing) that
        observ(?:ed|es)
        believ(?:ed|es)
        drew attention
    """,
}

#: Verbs whose whole complement is theirs: nothing after them in the clause is stronger.
GOVERNING: dict[Commitment, frozenset[str]] = {
    "committed": frozenset(
        {"pledg", "promis", "intend", "intent", "plan", "aim", "the aim", "offer"}
    ),
    "reaffirmed": frozenset(
        {"reaffirm", "reiterat", "restat", "recall", "continu", "renew", "confirm"}
    ),
    "explored": frozenset({""}),  # every verb of this step
    "noted": frozenset({""}),
}

#: What an infinitive after a verb of decision makes of it.
COMPLEMENTS: tuple[tuple[Commitment, str], ...] = (
    (
        "explored",
        (
            r"(?:consider|explor|examin|study|studying|studies|discuss|look into|looking into|"
            r"assess|evaluat|weigh|think about|debat|review|consult|hold (?:\w+ )?(?:talks|"
            r"discussions|consultations)|the possibility|possible|possibility|feasibility)"
        ),
    ),
    ("reaffirmed", r"(?:continue|continuing|maintain|uphold|remain|keep)"),
    ("committed", r"(?:seek|strive|endeavou?r|try|attempt|aim|intend|work towards?|make efforts)"),
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
