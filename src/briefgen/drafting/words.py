"""The words by which drafting tells an outcome from what stands around it.

How strong a verb is stands in `evidence/checks/verbs.py`, for drafting and for checking alike.
Here is only who speaks, and what is ceremony, opinion, hearsay, boilerplate or a heading. All in
lower case; extend the tables freely, with the sentence that made you do so in
`tests/drafting/sets/tuning/`.
"""

from __future__ import annotations

from briefgen.regex import regex

#: Who can speak for a party, or for all of them at once.
PARTY = regex(
    r"\b(?:sides?|leaders?|ministers?|premiers?|presidents?|chancellors?|secretary|secretaries|"
    r"heads? of (?:state|government|delegation)|parties|governments?|delegations?|countries|"
    r"nations|partners|members|participants|they|we|both|he|she|the two|the three|the four|pair|"
    r"ambassadors?|envoys?|officials?|spokes(?:man|person|woman)|ministr(?:y|ies)|cabinet|king|"
    r"queen|emir|sultan|prince|summit|meeting|dialogue|commission|committees?|council|conference|"
    r"declaration|statement|communiqu[eé]|forum|talks|discussions?|capitals|neighbours|neighbors|"
    r"allies|administration|commissioner|chairs?|co-chairs|representatives?|states|majesty|"
    r"excellency|authorities|counterparts?|chiefs?|eam|pm|fm|counsell?or|deput(?:y|ies)|"
    r"governors?|economies|document|text|session|working group|quad|bank|agenc(?:y|ies)|navies|"
    r"group|grouping|bloc|league|coast guards?|armed forces|chair|dialogue partners|duo|trio|"
    r"corporation|shipyard|universities)\b"
)

#: Who stands outside: their words are no outcome of the meeting.
OUTSIDERS = regex(
    r"\b(?:analysts?|experts?|observers?|critics?|commentators?|pundits?|economists?|scholars?|"
    r"sceptics?|skeptics?|opposition|lawmakers?|legislators?|mps?|senators?|activists?|"
    r"campaigners?|protesters?|residents?|villagers?|farmers?|growers?|fishermen|(?:trade|labou?r|"
    r"farmers|teachers|workers|students|dockers|miners)\W? unions?|think[- ]tanks?|research(?:er|"
    r"ers)|"
    r"professors?|ngos?|watchdogs?|(?:rights|environmental|civil society|advocacy|business|"
    r"industry|consumer|aid|lobby|conservation|trade) (?:groups?|organi[sz]ations?|bod(?:y|ies)|"
    r"lobb(?:y|ies)|leaders|associations?|chambers?|figures|executives)|(?:campaign|pressure) "
    r"groups?|"
    r"chief (?:executives?|economists?)|lawyers?|lecturers?|editors?|un(?:ited nations)? (?:\w+ )?"
    r"(?:envoy|chief|official|agency|rapporteur)|rebel groups?|federation of [\w ]+|"
    r"chamber of commerce|chambers of [\w ]+|(?:growers|exporters|importers|manufacturers|"
    r"producers)\W? (?:associations?|federations?|groups?)|secretary-general|media|newspapers?|"
    r"reports|pollsters?|investors?|markets?|traders?|shareholders|voters|bloggers?|historians?|"
    r"diplomats who|former (?:president|minister|diplomat|ambassador|prime|foreign|official|"
    r"general|secretary)\w*|associations?(?! of southeast)|founders?|mayors?|ceos?|businesses|"
    r"executives|consumers|amnesty|"
    r"greenpeace|rebels?|militants?|insurgents?|party leader|shadow (?:\w+ )?minister|exporters|"
    r"importers|manufacturers|industry (?:body|groups?|leaders?)|columnists?|editorials?)\b"
)

#: Companies: what they sign or will build is an outcome, what they say or hope is none.
COMPANIES = regex(
    r"\b(?:compan(?:y|ies)|firms?|start-ups?|manufacturers?|holdings|corp|ltd|inc|plc|"
    r"(?:con)?federation of|chamber of|institute (?:of|for)|(?:world|international|global) [\w "
    r"]{0,30}?"
    r"(?:bank|fund|council|organi[sz]ation|federation|court))\b"
)

#: Somebody's view of it all, wherever in the sentence.
OPINION = regex(
    r"\b(?:analysts?|experts?|observers?|critics?|commentators?|economists?|pundits?|scholars?|"
    r"sceptics|skeptics|insiders|historians|strategists?)(?: [\w'-]+){0,3}? (?:say|says|said|"
    r"sa[yw]|believes?|believed|argued?|argues|expect(?:ed|s)?|think|thought|warn(?:ed|s)?|"
    r"caution(?:ed|s)?|note|noted|notes|point(?:ed|s)? out|describe[ds]?|predict(?:ed|s)?|"
    r"fear(?:ed|s)?|doubt(?:ed|s)?|suggest(?:ed|s)?|call(?:ed|s)?|question(?:ed)?|view(?:ed)?|see|"
    r"contend(?:ed)?|dismiss(?:ed)?|wonder(?:ed)?|hail(?:ed)?|remain(?:ed)?|criticised|"
    r"criticized)\b|\baccording to (?:\w+ )?(?:analysts?|experts?|observers?|critics?|economists?|"
    r"the think[- ]tank)|\bin the (?:view|eyes|words|opinion) of (?:analysts?|critics?|observers?|"
    r"experts?)|\bremains? to be seen\b|\bonly time will tell\b|\bit is (?:hard|easy|difficult) "
    r"to\b|\bin (?:my|our) (?:view|opinion)\b|\bi (?:would not|wouldn't|do not|don't) (?:like|"
    r"want|wish)\b|\b(?:do|does|would|will|did) not (?:like to )?(?:comment|speculate)\b|"
    r"(?:could|can) ?not be ruled out\b|\b(?:said|says|told|notes?d?|added|argued|,) "
    r"(?:[\w.'’-]+ ){0,4}?"
    r"[\w.'’-]+, (?:an?|the|who|former|chief|senior)? ?(?:[\w-]+ ){0,3}?(?:analyst|economist|"
    r"professor|lecturer|fellow|lawyer|editor|researcher|scholar|strategist|campaigner|historian|"
    r"columnist|consultant)\b|\b(?:describ|call|term|hail)(?:ed|es|s|ing) (?:[\w'’-]+ ){1,8}?"
    r"(?:as )?(?:an? |the )?(?:\w+ )?(?:turning point|milestone|game[- ]changer|new chapter|"
    r"watershed|landmark|success|triumph|breakthrough)\b(?! in )"
)

#: What was not done; only told where no other word of the sentence decides.
DENIED = regex(
    r"\b(?:did|do|does|have|has|had|will|would|could) not (?:\w+ )?(?:agree|decide|sign|commit|"
    r"discuss|reach|bind|discussed|agreed|been|come|take)\b|\bno (?:\w+ )?(?:agreements?|"
    r"decisions?|deals?|documents?|contracts?|discussions?|statement|breakthrough)\b|\b(?:failed|"
    r"refused|declined|unable) to\b"
)

#: What nobody vouches for.
HEARSAY = regex(
    r"\breportedly\b|\ballegedly\b|\bpurportedly\b|\brumou?r|\b(?:(?:media|press|local|"
    r"unconfirmed|some|recent|several) reports?|reports)(?: also)? (?:say|said|claim(?:ed)?|"
    r"suggest(?:ed)?|indicate[ds]?)\b|\bsources (?:\w+ ){0,5}?(?:said|say|told|claimed|added|"
    r"indicated|familiar|close|with)\b|\bpeople (?:familiar|briefed|close)|\b(?:familiar|"
    r"acquainted) with the (?:matter|plans?|talks|discussions|negotiations)\b|\bon condition of "
    r"anonymity\b|\baccording to (?:\w+ )?(?:sources|reports|media|people|insiders|leaked)\b|"
    r"\bclaimed that\b"
)

#: Courtesies and the course of a visit.
CEREMONY = regex(
    r"\b(?:hospitality|(?:full|military) honours|at the airport|exchanged gifts|welcomed "
    r"[^.;]{0,60} at the (?:presidential |royal )?(?:palace|airport)|was (?:warmly )?(?:welcomed|"
    r"received) (?:by|at|with)|(?:warm|cordial|gracious|traditional|rousing|ceremonial|"
    r"red-carpet) (?:welcome|reception|greetings?|wishes)|(?:gratitude|thanks|appreciation|"
    r"thanked|thank)\b[^.;]{0,60}\b(?:hosting|welcome|reception|hospitality|chairmanship|"
    r"arrangements|organi[sz])\w*|greetings|laid a wreath|wreath|guard of honou?r|banquet|"
    r"luncheon|dinner|reception in honou?r|condolences|re-election|birthday|assumption of office|"
    r"courtesy call|paid (?:a|an) (?:\w+ )?(?:visit|call|tribute)|(?:happy|best wishes)|"
    r"(?:gratitude|thanks|thanked|thank)\b[^.;]{0,90}\b(?:affection|warmth|kindness|courtes(?:y|"
    r"ies))|"
    r"unveil(?:ed|ing|s) (?:an?|the) (?:\w+ )?(?:bust|plaque|statue|stamp|portrait|monument)|"
    r"(?:commemorative|postage) (?:stamp|coin)|plant(?:ed)? (?:an?|the) (?:\w+ )?(?:sapling|tree)|"
    r"felicitat\w+|congratulat\w+ (?!themselves|itself)"
    r"(?:\w+ ){0,6}?on (?:his|her|their|its|the|assuming|being)\b(?! "
    r"(?:launch|conclusion))|congratulated each other|shake hands|shook hands|photo ?(?:call|"
    r"opportunity))"
)
#: Where a courtesy stands beside a verb of this kind, the sentence is more than a courtesy.
SUBSTANCE = frozenset(("signed", "decided", "committed"))

#: How a meeting was run.
PROCEDURE = regex(
    r"\b(?:will [^.;]{0,40}\btomorrow|agenda (?:of the meeting )?(?:was|were) (?:adopted|"
    r"approved)|minutes of (?:the|its) (?:previous|last|\w+) (?:meeting|session) (?:was|were) "
    r"(?:approved|adopted|confirmed)|list of participants|is attached (?:as|at)|(?:meeting|"
    r"session) (?:was )?(?:opened|closed|adjourned)|is (?:appended|annexed)|(?:read-?out|"
    r"transcript|statement|communiqu[eé]|document|details?|full text) (?:of [^.]{0,60} )?will be "
    r"(?:issued|released|published|shared|circulated|made available)|(?:press (?:conference|"
    r"briefing|statement)|next briefing) (?:will|is)|(?:will|(?:is|are) (?:due|scheduled|set|"
    r"also) to) "
    r"(?:also |then |later |first |next )?(?:depart|arrive|travel|leave|fly|visit|tour|inspect|"
    r"address (?:the|an?) (?:\w+ )?(?:media|press|parliament|forum|gathering|conference|\w+ forum)|"
    r"be informed|be received|brief the media|call on|plant an?|attend (?:an?|the) (?:[\w-]+ "
    r"){0,2}?(?:opening|reception|ceremony|conference|summit|gala|forum|fair)|hold talks with "
    r"(?:\w+ )?(?:leaders|executives|representatives)|meet (?:with )?(?:the|his|her|"
    r"their|[a-z]+ minister)))\b"
)

#: Words of the page, not of the text.
BOILERPLATE = regex(
    r"^(?:also read|notes? (?:to|for) editors?|read (?:more|also|the full)|see also|watch|listen|"
    r"related|share|follow us|"
    r"subscribe|sign up|click|download|advertisement|sponsored|copyright|©|all rights reserved|"
    r"for more (?:information|details)|for (?:media|press) (?:inquiries|enquiries|queries)|for "
    r"immediate release|press release|media note|office of the spokes|the following is "
    r"attributable|image (?:courtesy|credit|source)|photo(?:graph)?[ :]|picture|source:|published|"
    r"updated|last (?:updated|modified)|posted|written by|by [A-Z]|edited by|exit mobile|print "
    r"this|skip to|home\b|menu\b|cookies?|\(?with (?:inputs|agency|agencies)|\(?(?:reuters|afp|"
    r"pti|ani|ap|kyodo|xinhua|dpa)\)?$|###|\*\*\*|-+$|end$|ends$|tags?:|topics?:|comments?\b|we "
    r"use cookies|accept all|disclaimer|(?:unofficial|courtesy) translation|this (?:article|story|"
    r"report) (?:was|is|has)|share this|join our|stay (?:updated|tuned))|\bnewsletter\b|\bour "
    r"(?:whatsapp |telegram )?channel\b|\ball rights reserved\b|\bfor immediate release\b|"
    r"\bphotograph(?:er)?: |\(photo\b|\(image\b|\bphoto(?:graph)? (?:by|courtesy)\b|\bphoto: |"
    r"\bimage courtesy\b"
)

#: What outsiders do: they react to the deal.
REACTION = regex(
    r"\b(?:accus|condemn|criticis|criticiz|denounc|slamm|blast|protest|reject|dismiss|attack|"
    r"decri|deplor|mock)(?:ed|es|s)\w* (?:strongly |sharply )?(?:the|this|that) (?:\w+ "
    r"){0,2}?(?:agreement|deal|pact|accord|treaty|move|visit|talks|announcement|summit|sale|"
    r"plans?|alliance|partnership|countries|sides)\b|\bwarn(?:ed|s)\b[^.;]{0,40}\b(?:exercise|"
    r"drills?|deal|agreement|pact|move|talks|visit|alliance|sale|treaty)\b|\bcountermeasures\b|"
    r"\bretaliat\w+|\blodged a protest\b|\b(?:vowed|pledged|promised|threatened) to (?:respond|"
    r"challenge|retaliate|"
    r"oppose|fight|block)\b|\bsaid (?:that )?it would (?:respond|take|challenge|retaliate)\b"
)
#: Friendly reactions: of a party's own office-holder they would be its view.
APPLAUSE = regex(
    r"\b(?:welcom|hail|applaud)(?:ed|es|s) (?:the|this|that) (?:\w+ ){0,2}?(?:agreement|deal|pact|"
    r"accord|treaty|move|sale|alliance|lifting|ceasefire announced)\b"
)

#: A date that puts the deed before the meeting.
BYGONE_TIME = regex(
    r"\b(?:in|since|between|during|until|from) (?:(?:early|late|mid)[- ])?(?:(?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december) )?(?:1[89]\d\d|"
    r"20\d\d)\b|\blast (?:year|month|decade|spring|summer|autumn|winter|fall|(?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december))\b(?!['’]s)|"
    r"\b(?:years?|"
    r"decades?|months?|centur(?:y|ies)) (?:ago|earlier|before)\b|\bearlier this (?:year|month)\b|"
    r"\b(?:previously|formerly|historically|traditionally|originally)\b|\bin recent (?:years|"
    r"months|decades)\b|\bover the (?:past|last) \w+|\bin the (?:past|last) (?!.{0,12}meeting)\w+|"
    r"\bthe (?:\d{4}|two previous) agreement\b|\bafter (?:his|her|its|their) (?:party|election|"
    r"inauguration|victory)\b"
)

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_AGO = (
    r"(?:(?:some|about|almost|nearly|over|more than) )?(?:an?|one|two|three|four|five|six|seven|"
    r"eight|"
    r"nine|ten|several|many|some|few|a few|\d{1,3}) (?:years?|decades?|months?|weeks?|centur(?:y|"
    r"ies)) (?:ago|earlier|before)\b"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
#: A time that opens a sentence or clause: what comes after is told of then.
OPENING_TIME = regex(
    rf"(?:back )?in (?:(?:early|late|mid)[- ])?(?:{_MONTH} )?{_YEAR}\b(?!['’]s)|{_AGO}|"
    r"last (?:year|month|decade|week|spring|summer|autumn|winter)\b(?!['’]s)|last (?:year|month|"
    r"summer|autumn|winter|spring)['’]s (?:\w+ ){0,3}?(?:summit|meeting|visit|accord|agreement)\b|"
    r"earlier (?:this|in the) (?:year|decade|month|century)|at (?:the|their|its|his|her) "
    r"(?:previous|"
    rf"last|{_YEAR}) (?:\w+ ){{0,2}}?(?:meeting|summit|session|round|talks|dialogue|conference)|"
    rf"(?:during|on|after) (?:his|her|their|an?|the) [^,;.]{{0,60}}\b{_YEAR}\b|(?:when|after|"
    rf"before) "
    rf"[^,;.]{{3,90}}\b(?:{_YEAR}|ago|last year)\b|in the wake of the {_YEAR} |"
    rf"(?:since|between|until) {_YEAR}\b|under (?:an?|the) {_YEAR} (?:\w+ ){{0,3}}?(?:accord|"
    r"agreement|treaty|pact|deal|law|act|convention|protocol|memorandum|mou)\b|(?:previously|"
    r"formerly|historically|traditionally|originally)\b|under the previous (?:government|"
    r"administration)"
)
#: A time at the end of a clause, which is that of its verb, not of what the verb is about.
CLOSING_TIME = regex(
    rf"(?: {_AGO}| last (?:year|month|week|decade)| (?:at|during) the (?:previous|last|{_YEAR}) "
    rf"(?:\w+ ){{0,2}}?(?:meeting|summit|session|round|visit)| under the previous (?:\w+ "
    rf")?(?:government|"
    r"administration)| at the time)[\"'”’)]?[.;,]?$"
)
#: An agreement of another day, right after the verb that is done under it.
OLD_ACCORD = regex(
    rf"^,? under (?:an?|the|its|their) {_YEAR} (?:\w+ ){{0,3}}?(?:accord|agreement|treaty|pact|"
    rf"deal|"
    r"law|act|convention|protocol|memorandum|mou)\b"
)
#: What has been done so far, when a perfect tells it.
SO_FAR = regex(
    r"\b(?:to date|so far|until now|thus far|over the (?:past|last) [\w ]{1,16}|in the (?:past|"
    r"last) "
    r"[\w ]{1,16}|in recent (?:years|months|decades)|in (?:two|three|four|five|six|seven|eight|"
    r"nine|"
    rf"ten|\d{{1,2}}) years|since (?:{_MONTH} )?{_YEAR})[\"'”’)]?(?=[.,;]|$| and )"
)
#: What a relative clause hangs on that is not of this meeting.
OLD_HEAD = regex(
    r"\b(?:follow(?:s|ed|ing)?|buil(?:d|ds|t|ding) (?:up)?on|com(?:es|ing) after|came after|"
    r"dates? back|"
    rf"in the wake|pursuant|last (?:year|month)|earlier|previous|{_YEAR})\b[^;]*$"
)

#: What something would bring about: talk of it, whoever talks.
EFFECT = regex(
    r"^ (?:also |further |\w+ly )?(?:pave|usher|mean\b|mark\b|boost|be an? (?!part|party|member)|"
    r"transform|benefit|bring (?:about|benefits|prosperity|jobs)|change (?:the|everything)|send a|"
    r"open (?:up )?(?:new|the (?:door|way)))"
)
#: A project or body that is to do this is itself being decided.
BEGINS = regex(
    r"^ (?:also |first |next |then |initially |formally )?(?:be (?!key|crucial|critical|important|"
    r"the (?:first|largest|biggest)|worth|able|seen|known|an? )|meet|convene|open|start|begin|"
    r"commence|"
    r"enter into|take (?:place|effect)|come into|resume|run|operate|fall to|no longer|apply|cease|"
    r"expire|link|connect|comprise|cover|consist|focus|continue)\b"
)

#: What begins a line of a fact sheet that reports a deed.
DOCUMENT = regex(
    r"^(?:the )?(?:signed )?(?:mous?\b|memorand(?:um|a)|(?:framework |inter-governmental |"
    r"cooperation |bilateral |implementing )?agreement|protocol|treaty|convention|letters? of "
    r"(?:intent|exchange)|joint declaration of intent|arrangement|exchange of letters|loan "
    r"agreement|contract|statement of intent|programme of cooperation|executive programme|"
    r"cultural exchange programme|plan of action|roadmap)\b(?= (?:between|on|for|in the field|of "
    r"cooperation|concerning|regarding|to |amending|relating|of understanding|for the|with))"
)
GERUND = regex(
    r"^(?:jointly |formally |also )?(?:launching|establishing|creating|opening|providing|"
    r"introducing|designating|expanding|increasing|operationali[sz]ing|deploying|signing|"
    r"extending|doubling|removing|lifting|setting up|finali[sz]ing|announcing|adopting|"
    r"inaugurating|appointing|allocating|contributing|investing|supplying|delivering|delivery of|"
    r"training|joining|concluding|resuming|reopening|eliminating|awarding|granting|committing|"
    r"pledging|reaffirming|continuing|exploring|considering|discussing|examining|welcoming|"
    r"underscoring|recogni[sz]ing|stressing|noting|handing over|hosting|convening|holding|"
    r"instituting|upgrading|elevating|transferring|building|developing|renewing|reiterating|"
    r"piloting|scaling up|mobili[sz]ing|reducing|waiving|agreeing|deciding|initiating|forming|"
    r"constructing)\b"
)
