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
    r"ambassadors?|envoys?|officials?|spokes(?:man|person|woman)|ministr(?:y|ies)|cabinet|"
    r"king|queen|emir|sultan|prince|summit|meeting|dialogue|commission|committees?|council|"
    r"conference|declaration|statement|communiqu[eé]|forum|talks|discussions?|capitals|neighbours|"
    r"neighbors|allies|administration|commissioner|chairs?|co-chairs|representatives?|states|"
    r"majesty|excellency|authorities|counterparts?|chiefs?|eam|pm|fm|counsell?or|deput(?:y|ies)|"
    r"governors?|economies|document|text|session|working group|quad|bank|agenc(?:y|ies)|navies|"
    r"group|grouping|bloc|league|coast guards?|armed forces|chair|dialogue partners|duo|trio|"
    r"corporation|shipyard|universities)\b"
)

#: Who stands outside: their words are no outcome of the meeting.
OUTSIDERS = regex(
    r"\b(?:analysts?|experts?|observers?|critics?|commentators?|pundits?|economists?|scholars?|"
    r"sceptics?|skeptics?|opposition|lawmakers?|legislators?|mps?|senators?|activists?|"
    r"campaigners?|protesters?|residents?|villagers?|farmers?|growers?|fishermen|(?:trade|labou?r|"
    r"farmers|teachers|workers|students|dockers)\W? unions?|"
    r"think[- ]tanks?|research(?:er|ers)|professors?|ngos?|watchdogs?|"
    r"(?:rights|environmental|civil society|advocacy|business|industry|consumer|aid|lobby|"
    r"conservation|trade) (?:groups?|organi[sz]ations?|bod(?:y|ies)|lobb(?:y|ies)|leaders|"
    r"associations?|chambers?|figures|executives)|federation of [\w ]+|chamber of commerce|"
    r"chambers of [\w ]+|associations? of|(?:growers|exporters|importers|manufacturers|"
    r"producers)\W? "
    r"(?:associations?|federations?|groups?)|secretary-general|media|newspapers?|reports|"
    r"pollsters?|"
    r"investors?|markets?|traders?|shareholders|voters|bloggers?|historians?|diplomats who|"
    r"former (?:president|minister|diplomat|ambassador|prime|foreign|official|general|"
    r"secretary)\w*|"
    r"associations?(?! of southeast)|founders?|mayors?|ceos?|"
    r"amnesty|greenpeace|rebels?|militants?|insurgents?|party leader|shadow (?:\w+ )?minister|"
    r"exporters|importers|manufacturers|industry (?:body|groups?|leaders?)|columnists?|"
    r"editorials?)\b"
)

#: Companies: what they sign or will build is an outcome, what they say or hope is none.
COMPANIES = regex(r"\b(?:compan(?:y|ies)|firms?|start-ups?|manufacturers?|banks?)\b")

#: Somebody's view of it all, wherever in the sentence.
OPINION = regex(
    r"\b(?:analysts?|experts?|observers?|critics?|commentators?|economists?|pundits?|scholars?|"
    r"sceptics|skeptics|insiders|historians|strategists?)(?: [\w'-]+){0,3}? "
    r"(?:say|says|said|sa[yw]|believes?|believed|argued?|argues|expect(?:ed|s)?|think|thought|"
    r"warn(?:ed|s)?|"
    r"caution(?:ed|s)?|note|noted|notes|point(?:ed|s)? out|describe[ds]?|predict(?:ed|s)?|"
    r"fear(?:ed|s)?|"
    r"doubt(?:ed|s)?|suggest(?:ed|s)?|call(?:ed|s)?|question(?:ed)?|view(?:ed)?|see|contend(?:ed)?|"
    r"dismiss(?:ed)?|wonder(?:ed)?|hail(?:ed)?|remain(?:ed)?|criticised|criticized)\b|"
    r"\baccording to (?:\w+ )?(?:analysts?|experts?|observers?|critics?|economists?|the "
    r"think[- ]tank)|\bin the (?:view|eyes|words|opinion) of (?:analysts?|critics?|observers?|"
    r"experts?)|"
    r"\bremains? to be seen\b|\bonly time will tell\b|\bit is (?:hard|easy|difficult) to\b|"
    r"\bin (?:my|our) (?:view|opinion)\b|\bi (?:would not|wouldn't|do not|don't) (?:like|want|"
    r"wish)\b|"
    r"\b(?:do|does|would|will|did) not (?:like to )?(?:comment|speculate)\b"
)

#: What was not done; only told where no other word of the sentence decides.
DENIED = regex(
    r"\b(?:did|do|does|have|has|had|will|would|could) not (?:\w+ )?(?:agree|decide|sign|commit|"
    r"discuss|"
    r"reach|bind|discussed|agreed|been|come|take)\b|\bno (?:\w+ )?(?:agreements?|decisions?|deals?|"
    r"documents?|contracts?|discussions?|statement|breakthrough)\b|"
    r"\b(?:failed|refused|declined|unable) to\b"
)

#: What nobody vouches for.
HEARSAY = regex(
    r"\breportedly\b|\ballegedly\b|\bpurportedly\b|\brumou?r|\b(?:(?:media|press|local|unconfirmed|"
    r"some|recent|several) reports?|reports)(?: also)? (?:say|said|claim(?:ed)?|suggest(?:ed)?|"
    r"indicate[ds]?)\b|"
    r"\bsources (?:\w+ ){0,5}?(?:said|say|told|claimed|added|indicated|familiar|close|with)\b|"
    r"\bpeople (?:familiar|briefed|close)|"
    r"\b(?:familiar|acquainted) with the (?:matter|plans?|talks|discussions|negotiations)\b|"
    r"\bon condition of anonymity\b|\baccording to (?:\w+ )?(?:sources|reports|media|people|"
    r"insiders|leaked)\b|\bclaimed that\b"
)

#: Courtesies and the course of a visit.
CEREMONY = regex(
    r"\b(?:hospitality|(?:full|military) honours|at the airport|exchanged gifts|"
    r"welcomed [^.;]{0,60} at the (?:presidential |royal )?(?:palace|airport)|"
    r"was (?:warmly )?(?:welcomed|received) (?:by|at|with)|(?:warm|cordial|gracious|traditional|"
    r"rousing|ceremonial|red-carpet) "
    r"(?:welcome|reception|greetings?|wishes)|(?:gratitude|thanks|appreciation|thanked|thank)\b"
    r"[^.;]{0,60}\b(?:hosting|welcome|reception|hospitality|chairmanship|arrangements|"
    r"organi[sz])\w*|"
    r"greetings|laid a wreath|wreath|guard of honou?r|banquet|luncheon|dinner|reception in honou?r|"
    r"condolences|re-election|birthday|assumption of office|courtesy call|"
    r"paid (?:a|an) (?:\w+ )?(?:visit|call|tribute)|(?:happy|best wishes)|felicitat\w+|"
    r"congratulat\w+ (?:\w+ ){0,6}?on (?:his|her|their|its|the|assuming|being)\b(?! (?:launch|"
    r"conclusion))|"
    r"congratulated each other|shake hands|shook hands|photo ?(?:call|opportunity))"
)
#: Where a courtesy stands beside a verb of this kind, the sentence is more than a courtesy.
SUBSTANCE = frozenset(("signed", "decided", "committed"))

#: How a meeting was run.
PROCEDURE = regex(
    r"\b(?:agenda (?:of the meeting )?(?:was|were) (?:adopted|approved)|minutes of (?:the|its) "
    r"(?:previous|last|\w+) (?:meeting|session) (?:was|were) (?:approved|adopted|confirmed)|"
    r"list of participants|is attached (?:as|at)|(?:meeting|session) (?:was )?(?:opened|closed|"
    r"adjourned)|is (?:appended|annexed)|(?:read-?out|transcript|statement|communiqu[eé]|document|"
    r"details?|full text) (?:of [^.]{0,60} )?will be (?:issued|released|published|shared|"
    r"circulated|"
    r"made available)|(?:press (?:conference|briefing|statement)|next briefing) (?:will|is)|"
    r"will (?:depart|arrive|travel|leave|fly|visit|address|be informed|brief the media|call on|"
    r"also call on|meet (?:with )?(?:the|his|her|their|[a-z]+ minister)))\b"
)

#: Words of the page, not of the text.
BOILERPLATE = regex(
    r"^(?:also read|read (?:more|also|the full)|see also|watch|listen|related|share|follow us|"
    r"subscribe|sign up|click|download|advertisement|sponsored|copyright|©|all rights reserved|"
    r"for more (?:information|details)|for (?:media|press) (?:inquiries|enquiries|queries)|"
    r"for immediate release|press release|media note|office of the spokes|the following is "
    r"attributable|"
    r"image (?:courtesy|credit|source)|photo(?:graph)?[ :]|picture|source:|published|updated|"
    r"last (?:updated|modified)|posted|written by|by [A-Z]|edited by|exit mobile|print this|"
    r"skip to|home\b|menu\b|cookies?|\(?with (?:inputs|agency|agencies)|\(?(?:reuters|afp|pti|ani|"
    r"ap|"
    r"kyodo|xinhua|dpa)\)?$|###|\*\*\*|-+$|end$|ends$|tags?:|topics?:|comments?\b|"
    r"we use cookies|accept all|disclaimer|(?:unofficial|courtesy) translation|this (?:article|"
    r"story|"
    r"report) (?:was|is|has)|share this|join our|stay (?:updated|tuned))|"
    r"\bnewsletter\b|\bour (?:whatsapp |telegram )?channel\b|\ball rights reserved\b|"
    r"\bfor immediate release\b|\bphotograph(?:er)?: |\(photo\b|\(image\b|\bphoto(?:graph)? (?:by|"
    r"courtesy)\b|"
    r"\bphoto: |\bimage courtesy\b"
)

#: What outsiders do: they react to the deal.
REACTION = regex(
    r"\b(?:accus|condemn|criticis|criticiz|denounc|slamm|blast|protest|reject|dismiss|attack|decri|"
    r"deplor|mock)(?:ed|es|s)\w* (?:strongly |sharply )?(?:the|this|that) (?:\w+ "
    r"){0,2}?(?:agreement|"
    r"deal|pact|accord|treaty|move|visit|talks|announcement|summit|sale|plans?|alliance|"
    r"partnership|"
    r"countries|sides)\b|\bcountermeasures\b|\bretaliat\w+|"
    r"\b(?:vowed|pledged|promised|threatened) to (?:respond|challenge|retaliate|oppose|fight|"
    r"block)\b|"
    r"\bsaid (?:that )?it would (?:respond|take|challenge|retaliate)\b"
)
#: Friendly reactions: of a party's own office-holder they would be its view.
APPLAUSE = regex(
    r"\b(?:welcom|hail|applaud)(?:ed|es|s) (?:the|this|that) (?:\w+ ){0,2}?(?:agreement|deal|pact|"
    r"accord|treaty|move|sale|alliance|lifting|ceasefire announced)\b"
)

#: A date that puts the deed before the meeting.
BYGONE_TIME = regex(
    r"\b(?:in|since|between|during|until|from) (?:(?:early|late|mid)[- ])?(?:(?:january|february|"
    r"march|april|"
    r"may|june|july|august|september|october|november|december) )?(?:1[89]\d\d|20\d\d)\b|\blast "
    r"(?:year|month|decade|"
    r"spring|summer|autumn|winter|fall|(?:january|february|march|april|may|june|july|august|"
    r"september|"
    r"october|november|december))\b|\b(?:years?|decades?|months?|centur(?:y|ies)) (?:ago|earlier|"
    r"before)\b|"
    r"\bearlier this (?:year|month)\b|\b(?:previously|formerly|historically|traditionally|"
    r"originally)\b|"
    r"\bin recent (?:years|months|decades)\b|\bover the (?:past|last) \w+|\bin the (?:past|last) "
    r"(?!.{0,12}meeting)\w+|"
    r"\bthe (?:\d{4}|two previous) agreement\b|\bafter (?:his|her|its|their) (?:party|election|"
    r"inauguration|victory)\b"
)

#: Things that explain what a deed is for.
PURPOSE = regex(
    r"^ (?:also |further |\w+ly )?(?:help|allow|enable|facilitate|boost|pave|strengthen|deepen|"
    r"enhance|bring|make|"
    r"give|provide a|provide an|serve|benefit|contribute|support|mark|open (?:up )?(?:new|the "
    r"(?:door|way))|anchor|"
    r"reshape|create|add|ensure|improve|promote|foster|require|depend|cost|be (?:key|crucial|"
    r"critical|important|the (?:first|largest|biggest)|worth|able|seen|known)|struggle|have|need|"
    r"come as|"
    r"put|send|lead|drive|go a long|take (?:time|years)|increase|reduce|lower|raise|remain|face|"
    r"generate)\b"
)
#: A project or body that is to do this is itself being decided.
BEGINS = regex(
    r"^ (?:also |first |next |then |initially |formally )?(?:be (?!key|crucial|critical|important|"
    r"the "
    r"(?:first|largest|biggest)|worth|able|seen|known)|meet|convene|open|start|begin|commence|"
    r"enter into|take (?:place|effect)|"
    r"come into|resume|run|operate|apply|cease|expire|link|connect|comprise|cover|consist|focus|"
    r"continue)\b"
)

#: What begins a line of a fact sheet that reports a deed.
DOCUMENT = regex(
    r"^(?:the )?(?:signed )?(?:mous?\b|memorand(?:um|a)|(?:framework |inter-governmental |"
    r"cooperation |bilateral |implementing )?agreement|"
    r"protocol|treaty|convention|letters? of (?:intent|exchange)|joint declaration of intent|"
    r"arrangement|exchange of letters|loan agreement|contract|statement of intent|programme of "
    r"cooperation|"
    r"executive programme|cultural exchange programme|plan of action|roadmap)\b"
    r"(?= (?:between|on|for|in the field|of cooperation|concerning|regarding|to |amending|relating|"
    r"of understanding|for the|with))"
)
GERUND = regex(
    r"^(?:jointly |formally |also )?(?:launching|establishing|creating|opening|providing|"
    r"introducing|designating|"
    r"expanding|increasing|operationali[sz]ing|deploying|signing|extending|doubling|removing|"
    r"lifting|"
    r"setting up|finali[sz]ing|announcing|adopting|inaugurating|appointing|allocating|contributing|"
    r"investing|supplying|delivering|delivery of|training|joining|concluding|resuming|reopening|"
    r"eliminating|awarding|"
    r"granting|committing|pledging|reaffirming|continuing|exploring|considering|discussing|"
    r"examining|"
    r"welcoming|underscoring|recogni[sz]ing|stressing|noting|handing over|hosting|convening|"
    r"holding|instituting|"
    r"upgrading|elevating|transferring|building|developing|renewing|reiterating|piloting|scaling "
    r"up|mobili[sz]ing|"
    r"reducing|waiving|agreeing|deciding|initiating|forming|constructing)\b"
)
