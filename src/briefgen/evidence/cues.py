"""The words that deny, weaken or make conditional what comes after them.

Plain tables, read by `polarity.py` (which decides how far each reaches) and by
`elision.py` (no elision may leave one out). All lower case; `~` stands for an optional
adverb or two (`failed ~to` is also `failed even to`). Extend them freely, with a case in
`tests/passages/`.
"""

from __future__ import annotations

import re
from functools import cache

from briefgen.regex import regex

# Denials whose own verb is complete, so that a finite verb after `and` is free of them:
# "did not discuss tariffs and agreed on timing".
DENIES_ONE_VERB = r"""
(?:did|do|does|will|would|could|should|can|may|might|must|shall|to) ~not
(?:did|do|does|wo|would|could|should|ca|must|need|sha)n't
cannot
fail(?:s|ed|ing|ure|ures)? ~(?:to|in|at|of)
refus(?:e|es|ed|ing|al|als)
declin(?:e|es|ed|ing) ~to
unable ~to
inability ~to
unwilling(?:ness)?
reluctan(?:t|ce)
hesita(?:te|tes|ted|nt|tion)
impossible
yet to
without
far from
(?:stop|stops|stopped|stopping|fall|falls|fell|falling|just|well|somewhere) short of
instead of
rather than
lack(?:s|ed|ing)?(?: of)?
absence of
short of
avoid(?:s|ed|ing)?
abstain(?:s|ed|ing)? from
refrain(?:s|ed|ing)? from
prevent(?:s|ed|ing)?
block(?:s|ed|ing)
rul(?:e|es|ed|ing) out
oppos(?:e|es|ed|ing)
resist(?:s|ed|ing)
reject(?:s|ed|ing|ion)?
veto(?:es|ed|ing)?
den(?:y|ies|ied|ying|ial|ials)
dismiss(?:es|ed|ing)?
refut(?:e|es|ed|ing)
disput(?:ed|es|ing)
disavow(?:s|ed)?
repudiat(?:es|ed|ing)
renounc(?:es|ed|ing)
disagree(?:s|d|ing|ment)?
abandon(?:s|ed|ing)?
cancel(?:s|led|ling|ed)?
scrap(?:s|ped|ping)
shelv(?:e|es|ed|ing)
bann(?:ed|ing)
prohibit(?:s|ed|ing)?
forb(?:id|ids|ade|idden)
barr(?:ed|ing)
(?:withdr(?:aw|ew|awn|awing)|withdrawal) from
(?:walk|back|pull)(?:s|ed|ing)? (?:away|out|back) (?:from|of|on)
sh(?:y|ies|ied|ying) away from
against
(?:false|falsely|untrue|wrongly|mistakenly|incorrectly|erroneously|fake)
doubt(?:s|ed|ful|ing)? that
unlikely ~to
(?:wrong|mistaken|incorrect|premature) to
no truth
ceas(?:e|es|ed|ing) to
(?:ceas|suspend|postpon|delay|defer|halt|stop|quit)(?:e|s|es|ed|ing|p|ped|ping)?(?= \w+ing\b)
anything but
minus
except
excluding
other than
"""

# Denials that take everything after them along unless a new clause with its own subject begins.
DENIES_ALL = r"""
(?:is|are|was|were|be|been|being|has|have|had)n't
not
never
no
none
nobody
nothing
nowhere
neither
nor
hardly
scarcely
barely
rarely
seldom
non
in no way
by no means
at no (?:point|time|stage)
under no circumstances
on no account
little
few
nicht
kein(?:e|er|en|em|es)?
niemals
ohne
pas
jamais
sans
nunca
jamás
não
नहीं
बिना
इनकार
"""

# What looks like a denial and is none.
NO_DENIAL = r"""
not (?:only|just|merely|simply|solely|least|surprisingly|to mention|long (?:after|before)|without)
no (?:doubt|later|fewer|less|more|sooner|matter|wonder|longer than|other than)
no one (?:less|other) than
no\. ?\d+
none other
nothing less
nothing (?:more|other) than
without (?:a )?(?:doubt|delay|exception|precedent|prejudice|question)
a (?:few|little)
whether or not
if not
why not
(?:could|can|did) ?not (?:help )?but
cannot (?:help )?but
the few
quite a few
few (?:days|weeks|months|years|hours)
little (?:by|over|more)
"""

MODALS = r"""
may
might
could
would
should
must
ought to
can
shall
needs? to
"""

HEDGES = r"""
reportedly
allegedly
purportedly
apparently
supposedly
ostensibly
possibly
perhaps
maybe
probably
presumably
likely
tentative(?:ly)?
provisional(?:ly)?
conditional(?:ly)?
in principle
rumou?r(?:s|ed)?
claim(?:s|ed|ing)?
alleg(?:es|ed|ing|ation|ations)
(?:sources|reports?|media|observers|analysts) ~(?:sa(?:y|ys|id)|claim(?:s|ed)?|suggest(?:s|ed)?)
believ(?:e|es|ed|ing)
(?:is|are|was|were) (?:thought|said|understood|rumoured|poised|set|due) to
assum(?:e|es|ed|ing) that
assumed to
appear(?:s|ed|ing)? to
seem(?:s|ed|ing)? to
almost
nearly
all but
(?:about|close) to
on the verge of
ready to
prepared to
tr(?:y|ies|ied|ying) to
unclear
uncertain(?:ty)? (?:whether|if|about|over)
(?<!no )(?<!without )(?<!without a )doubt(?:s|ed|ful)?
so-called
"""

# Wishes and requests: weaker than the deed where the deed is what they lead up to.
WISHES = r"""
expect(?:s|ed|ing)?
hop(?:e|es|ed|ing)
plan(?:s|ned|ning)?
intend(?:s|ed|ing)?
intention
aim(?:s|ed|ing)?
seek(?:s|ing)?
sought
want(?:s|ed|ing)?
wish(?:es|ed|ing)?
willing(?:ness)?
attempt(?:s|ed|ing)?
propos(?:e|es|ed|ing|al|als)
offer(?:s|ed|ing)?
suggest(?:s|ed|ing|ion)?
urg(?:e|es|ed|ing)
call(?:s|ed|ing)?(?! on)
call(?:s|ed|ing)? on [\w' -]{2,40}?(?= to)
ask(?:s|ed|ing)?
request(?:s|ed|ing)?
invit(?:e|es|ed|ing)
interest
draft
"""

CONDITIONS = r"""
if
unless
subject to
provided
providing
pending
contingent
conditional
depend(?:s|ing|ent)? (?:on|upon)
on condition
on the condition
in case
in the event
as long as
assuming
suppos(?:e|ing)
until
once
"""

CONSIDERATION = r"""
consider(?:s|ed|ing|ation|ations)?
explor(?:e|es|ed|ing|ation|atory)
discuss(?:es|ed|ing|ion|ions)?
stud(?:y|ies|ied|ying)
examin(?:e|es|ed|ing|ation)
review(?:s|ed|ing)?
assess(?:es|ed|ing)?
evaluat(?:e|es|ed|ing|ion)
weigh(?:s|ed|ing)?
debat(?:e|es|ed|ing)
deliberat(?:e|es|ed|ing|ion|ions)
contemplat(?:e|es|ed|ing)
investigat(?:e|es|ed|ing)
negotiat(?:e|es|ed|ing|ion|ions)
talk(?:s|ed|ing)? (?:about|on|over)
look(?:s|ed|ing)? (?:at|into)
possib(?:le|ility|ilities)
potential(?:ly)?
feasib(?:le|ility)
whether
option(?:s)?
idea of
prospect(?:s)?
interest(?:ed)? in
think(?:s|ing)? about
"""

# In an elision, also a verb in the future.
_FUTURE = "will\nwon't\nwo\n"

_ADVERB = r"(?:\\w+ ){0,2}?"


def pattern(*tables: str) -> str:
    """A regular expression (without its group) for any line of the tables."""
    lines = [line.strip() for table in tables for line in table.strip().splitlines()]
    return "|".join(re.sub("~", _ADVERB, line) for line in lines if line)


# Chinese and Japanese denials stand inside running text.
CJK_BEFORE = regex(
    "不(?!断|斷|仅|僅|但|同|久|少|过|過|论|論|管|可欠|可或缺)|未(?!来|來)|没有|沒有|拒绝|拒絕|否认|否認|并非|並非|無(?!論|疑)|无(?!论|疑)"
)
CJK_AFTER = regex(
    "(?:し|れ|て|で|は|に|ら|が|も|い)*(?:なかった|ません|ない|ず(?:に|、|。)|せず|否定|拒否|見送)"
)

DENIAL = regex(
    rf"(?<![\w-])(?:(?P<affirms>{pattern(NO_DENIAL)})|(?P<one>{pattern(DENIES_ONE_VERB)})|"
    rf"(?P<all>{pattern(DENIES_ALL)}))(?![\w-])|(?P<nt>n't)\b"
)
# A wish counts where it leads to its deed within a few words: "hoped to", "urged Guilder to".
_WISH = rf"(?:{pattern(WISHES)})(?: [\w'-]+){{0,3}}? (?:to|that|of|on|for|in)(?![\w-])"
QUALIFIER = regex(
    rf"(?<![\w-])(?:(?P<condition>{pattern(CONDITIONS)})|"
    rf"(?P<considered>{pattern(CONSIDERATION)})|"
    rf"(?P<weak>{_WISH}|{pattern(MODALS, HEDGES)}))(?![\w-])"
)
WISH_LAST = regex(rf"(?<![\w-])(?:{pattern(WISHES)}) ?$")  # "wants | the sides to agree"
CONDITION = regex(rf"(?<![\w-])(?:{pattern(CONDITIONS)}|in principle)(?![\w-])")


@cache
def left_out() -> re.Pattern[str]:
    """What no elision may leave out (compiled only when a quote elides)."""
    denials = pattern(DENIES_ONE_VERB, DENIES_ALL)
    weaker = pattern(MODALS, _FUTURE, CONSIDERATION, HEDGES, CONDITIONS)
    return re.compile(
        rf"(?<![\w-])(?:(?P<affirms>{pattern(NO_DENIAL)})|{denials}|{weaker}|{_WISH})"
        rf"(?![\w-])|n't\b"
    )
