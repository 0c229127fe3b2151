"""Words that a faithful sentence may use although no passage has them, and small words by kind."""

from __future__ import annotations

from briefgen.claims.tokens import stems

#: Nouns, adjectives and verbs so general that they stand for what the passage says otherwise.
FREE_WORDS = frozenset(
    """
    country nation state side leader party official people person thing matter way manner area
    issue move effort time number level field point place kind form case use work role term aspect
    element item topic subject step report statement meeting source text article account passage
    document last further next new former rest end start total amount bilateral mutual joint common
    overall present current recent main major important worth due now today currently previously
    earlier later then still already come go give take put hold run stand lie see want need keep
    get make have become remain be set bring show follow include cover concern involve mean call
    name know use find turn leave lead happen occur reach fall result part reason cause fact instead
    together jointly separately additionally approximately roughly newly originally subsequently
    reportedly recently formerly long far short middle percent percentage figure format sum
    different other same possible available free neighbour share act year month week day hour
    period date moment century decade member body group relation tie round event ahead available
    respective relevant involved concerned wish try help want afterwards beforehand thereafter
    allow favour hand inside company firm signatory institution ministerial
    stage line absent meanwhile nonetheless nevertheless alone away back forward large small
    enter big ago home size high key particular soon compared compare comparison relative change
    affect
    """.split()
)

FREE_STEMS = stems("free-words", FREE_WORDS)

#: Denials in one small word.
PLAIN_DENIALS = frozenset(
    """
    not n't never no neither nor none nobody nothing cannot without don't doesn't didn't won't
    wouldn't can't couldn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't mustn't
    needn't nowhere
    """.split()
)
#: Words that deny by their meaning: one of them may bear a plain denial.
DENYING_WORDS = frozenset(
    """
    fail fails failed failing failure refuse refuses refused refusing refusal decline declines
    declined declining reject rejects rejected rejecting rejection deny denies denied denying
    unable unwilling inability lack lacks lacked lacking absence absent absents exclude excludes
    excluded excluding exclusion exempt exempts exempted exempting exemption ban bans banned
    banning prohibit prohibits prohibited prohibiting forbid forbids forbidden forbidding forbade
    prevent prevents prevented preventing avoid avoids avoided avoiding refrain refrains refrained
    refraining ruled abandon abandoned cancel cancelled cancels scrap scrapped
    veto vetoed dismiss dismissed dismisses dismissing hardly barely scarcely rarely seldom
    impossible yet until unless waive waived waives miss missed missing halt
    halted stop stopped stops suspend suspended suspends
    oppose opposed opposes opposing opposition against object objected unfinished incomplete
    pending withheld withhold withholds drop dropped drops close
    closed closes shut abolish abolished remove removed spared spare denial doubt doubts doubted
    doubtful still awaits awaiting pending cancel cancels block
    blocked blocks barred bars barring too nil zero half-hearted stall stalled reverse reversed
    reverses overturn overturned eliminate eliminated eliminates unless
    unresolved undecided
    """.split()
)

#: What counts how many: words of one kind may stand for one another.
QUANTIFIERS: dict[str, str] = {
    "all": "all", "every": "all", "each": "all", "any": "all", "both": "all", "whole": "all",
    "entire": "all", "everyone": "all", "some": "some", "several": "some", "certain": "some",
    "various": "some", "most": "most", "majority": "most", "many": "many", "numerous": "many",
    "few": "few", "none": "none", "neither": "none", "either": "either", "half": "half",
    "minority": "few", "dozens": "dozens", "hundreds": "hundreds", "thousands": "thousands",
    "millions": "millions", "scores": "scores", "unanimously": "all", "one": "one",
}  # fmt: skip
#: Kinds that exclude one another where both texts are otherwise alike.
QUANTIFIERS_APART = frozenset(
    frozenset(pair.split("/"))
    for pair in """
    either/none all/some all/most all/many all/few all/none all/either all/half some/most
    some/many some/few
    some/none most/many most/few most/none many/few many/none few/none most/half some/half
    dozens/hundreds hundreds/thousands thousands/millions dozens/thousands dozens/millions
    one/all one/some one/most one/many one/few one/none
    hundreds/millions scores/thousands scores/hundreds scores/millions
    """.split()
)

#: Small words that exclude one another where both texts are otherwise alike.
SMALL_APART = frozenset(
    frozenset(pair.split("/"))
    for pair in """
    before/after before/since until/from until/since from/to above/below over/under
    up/down with/without least/most inside/outside within/outside
    by/until against/for more/less more/fewer upwards/downwards into/from onto/off
    within/after within/before before/following earlier/later more/below less/above
    above/less below/more ahead/behind sooner/later
    """.split()
)
SMALL_WORDS = frozenset(word for pair in SMALL_APART for word in pair)

#: What is allowed, and what is obligatory or announced.
MAY = frozenset("may might could can".split())
MUST = frozenset("must shall will".split())
