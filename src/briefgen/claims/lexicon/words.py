"""Function words, irregular forms and common abbreviations."""

from __future__ import annotations

#: Words that carry no fact of their own; they are not compared as content.
FUNCTION_WORDS = frozenset(
    """
    a an the this that these those such same own other others another it its itself he him his she
    her hers they them their theirs we us our ours you your i me my mine himself herself themselves
    who whom whose which what where when while whereas why how whether if unless until till although
    though because since so as than then thus hence therefore however moreover furthermore also too
    and or but nor yet for of in on at by to from with within without into onto upon over under
    above
    below between among amongst against through throughout across along around about after before
    during toward towards per via amid amidst beyond despite besides beside behind off out up down
    is are was were be been being am has have had having do does did doing done will would shall
    should may might can could must ought need not no never neither none cannot
    there here all any each every both either few fewer many more most much less least some several
    very just only even still again already once ever rather quite almost nearly well further
    not n't don't doesn't didn't won't wouldn't can't couldn't isn't aren't wasn't weren't hasn't
    haven't hadn't shouldn't mustn't needn't
    one ones vis-a-vis regarding concerning including according respectively
    said says say saying let get got make makes made making take takes took taken taking
    """.split()
)

#: Forms that no ending explains, by the stem they share (given as it should come out).
IRREGULAR: dict[str, str] = {}
for _line in """
endorse: endorses endorsed endorsing endorsement endorsements
offer: offers offered offering offerings
office: offices
officer: officers
official: officials officially
coalition: coalitions
copper: coppers
courtesy: courtesies courteous
currency: currencies
entity: entities
factory: factories
foundation: foundations
mineral: minerals
minority: minorities
mission: missions
restore: restores restored restoring restoration
rival: rivals rivalry rivalries
river: rivers
section: sections
sentence: sentences sentenced sentencing
student: students
survive: survives survived surviving survivor survivors survival
traditional: tradition traditions traditionally
variable: variables
violate: violates violated violating violation violations violator violators
capsize: capsizes capsized capsizing
convention: conventions
material: materials
position: positions
federation: federations
hostil: hostile hostility hostilities
reverse: reverses reversed reversing reversal reversals
revive: revives revived reviving revival
revise: revises revised revising revision revisions
formal: formally formality formalities
former: formerly
facility: facilities
authorise: authorises authorised authorising authorisation authorize authorizes authorized
authority: authorities
metal: metals metallic
be: is are was were been being
uncertain: uncertainty uncertainties
accede: accession acceded acceding accedes
fail: failed failing fails failure failures
internat: international internationally
internal: internally
rebuild: rebuilt rebuilding rebuilds
die: died dies dying dead death deaths deadly
buy: bought buying buys purchase purchased purchases purchasing
sell: sold sale sales selling sells
send: sent sending sends
build: built building builds
hold: held holding holds
meet: met meeting meets meetings
begin: began begun beginning begins
rise: rose risen rising rises
fall: fell fallen falling falls
grow: grew grown growing growth grows
give: gave given giving gives
go: went gone going goes
come: came coming comes
see: saw seen seeing sees
find: found finding finds findings
leave: left leaving leaves
lead: led leading leads
lose: lost losing loses loss losses
win: won winning wins
keep: kept keeping keeps
pay: paid paying pays payment payments
bring: brought bringing brings
think: thought thinking thinks
seek: sought seeking seeks
teach: taught teaching
speak: spoke spoken speaking speaks speech speeches
write: wrote written writing writes
choose: chose chosen choosing choice choices
break: broke broken breaking breaks
draw: drew drawn drawing draws
drive: drove driven driving drives
fly: flew flown flying flies flight flights
know: knew known knowing knows knowledge
show: showed shown showing shows
throw: threw thrown
undertake: undertook undertaken undertaking undertakes undertakings
withdraw: withdrew withdrawn withdrawing withdraws withdrawal withdrawals
withhold: withheld withholding
uphold: upheld upholding upholds
overtake: overtook overtaken
oversee: oversaw overseen overseeing oversees oversight
undergo: underwent undergone
forgo: forwent forgone
freeze: froze frozen freezing freezes
shrink: shrank shrunk shrinking shrinks
sink: sank sunk sinking
strike: struck striking strikes
fight: fought fighting fights
spend: spent spending spends
lend: lent lending lends
lay: laid laying lays
lie: lain lying
set: setting sets
cut: cutting cuts
shut: shutting shuts
hit: hitting hits
spread: spreading spreads
stand: stood standing stands
understand: understood understanding understandings understands
feel: felt
deal: dealt dealing deals dealings
mean: meant meaning means
tell: told telling tells
run: ran running runs
steal: stole stolen theft
forbid: forbade forbidden forbids forbidding
arise: arose arisen arising
woman: women
man: men
child: children
person: people peoples persons
crisis: crises
analysis: analyses
country: countries
party: parties
city: cities
territory: territories
supply: supplies supplied supplying supplier suppliers
apply: applied applies application applications applying
policy: policies
army: armies
navy: navies naval
ally: allies allied alliance alliances
treaty: treaties
ministry: ministries
minister: ministers ministerial
embassy: embassies
ambassador: ambassadors
economy: economies economic economics economical
energy: energies
industry: industries industrial
security: securities
secretary: secretaries
president: presidents presidency presidential
parliament: parliaments parliamentary
tariff: tariffs
nation: nations national nationally nationals
region: regions regional regionally
import: imports imported importing importer importers importation
importan: important importance importantly
export: exports exported exporting exporter exporters exportation
universit: university universities
universal: universally
general: generally
generat: generation generations generate generated
organis: organise organisation organization organisations organizations organised
oper: operate operation operations operated operating operational
cooper: cooperate cooperation co-operation cooperative cooperating cooperated
coordin: coordinate coordination co-ordination coordinating coordinated
commit: commits committed committing commitment commitments
committee: committees
decide: decided decides deciding decision decisions
agree: agreed agrees agreeing agreement agreements
disagree: disagreed disagreement disagreements
approve: approved approves approving approval approvals
refuse: refused refuses refusing refusal
propose: proposed proposes proposing proposal proposals
arrive: arrived arrives arriving arrival
deliver: delivered delivers delivering delivery deliveries
discover: discovered discovery
recover: recovered recovery recovering recovers
inquire: inquiry enquiry inquiries
secure: secured secures securing
reduce: reduced reduces reducing reduction reductions
produce: produced produces producing production
product: products
produc: producer producers
introduce: introduced introduces introducing introduction
expand: expanded expands expanding expansion
extend: extended extends extending extension extensions
suspend: suspended suspends suspending suspension
resume: resumed resumes resuming resumption
conclude: concluded concludes concluding conclusion conclusions
include: included includes
exclude: excluded excludes excluding exclusion
invade: invaded invasion
permit: permits permitted permitting permission
admit: admitted admits admitting admission
submit: submitted submits submitting submission submissions
divide: divided dividing division
provide: provided provides providing provision provisions provider
receive: received receives receiving receipt reception
maintain: maintained maintains maintaining maintenance
explain: explained explains explanation
destroy: destroyed destroying destruction destroys
construct: constructed constructs constructing construction
compare: compared comparing comparison
renew: renewed renews renewing renewal
renewable: renewables
review: reviewed reviews reviewing
view: viewed views viewing
sign: signed signs signing signature signatures signatory signatories
signal: signals signalled signaling signalling signaled
design: designed designs designing
resign: resigned resigns resignation
state: states stated stating
statement: statements
station: stations
status: statuses
statute: statutes statutory
part: parts partly
partner: partners partnership partnerships
partial: partially
participat: participate participates participation participants participant participating
particular: particularly
person: personal personally
personnel: personnel
public: publicly
republic: republics
publish: published publishes publishing publication
production: productions
govern: government governments governmental governance governing
governor: governors
nuclear: nuclear
close: closure closures closes closed closing
success: successes successful successfully succeed succeeds succeeded succeeding
enhance: enhancement enhancements
advance: advancement
balance: balances balanced
clear: cleared clearly clears clearing clearance
early: early
late: late lately
train: trains training trained trainings
ship: ships
shipping: shipping shipment shipments shipped
community: communities
communique: communiques
communicat: communicate communication communications
commerc: commerce commercial commercially
commission: commissions
commissioner: commissioners
force: forces
enforce: enforced enforcement enforcing enforces
military: militarily
final: finally finalise finalised finalize finalized
finance: finances financial financing financed financially financially
able: ability abilities
unable: inability
enable: enabled enables enabling
capab: capable capability capabilities
capacity: capacities
capital: capitals
labour: labor labours
defence: defense defend defending defended defences defensive
offence: offense offensive
licence: license licensed licences licenses licensing
programme: program programmes programs
centre: center centres centers central centrality
metre: meter metres meters
kilometre: kilometer kilometres kilometers km kms
tonne: tonnes
litre: liter litres liters
colour: color
favour: favor favours favoured favored favourable favorable
honour: honor honoured honored
neighbour: neighbor neighbours neighbors neighbouring neighboring
behaviour: behavior
cheque: check
grey: gray
catalogue: catalog
dialogue: dialog dialogues dialogs
analyse: analyze analysed analyzed
plan: plans planned planning
plane: planes
plant: plants
planet: planets
act: acts
action: actions
active: activity activities actively
actor: actors
actual: actually
test: tests tested testing
attest: attested
contest: contested
protest: protests protested protesters
protect: protects protected protecting protection protective
rate: rates
rat: ratify ratified ratifies ratifying ratification ratifications
ration: rations
nation: nationwide
oil: oils
gas: gases
coal: coals
goal: goals
visa: visas
data: data
media: media
area: areas
aid: aids
arm: arms armed armament armaments
army: army
note: notes noted noting
notic: notice notices notify notified notification
prime: prime
primar: primary primarily
price: prices pricing priced
privat: private privately
priorit: priority priorities prioritise prioritised
prior: prior
expect: expected expects expecting expectation expectations
inspect: inspected inspection inspections inspector inspectors
respect: respected respects respecting
respectiv: respective
prospect: prospects
accept: accepted accepts accepting acceptance
except: exception exceptions
exercise: exercises exercising
base: based bases basing
basis: basis
basic: basic basics
case: cases
cause: caused causes causing
long: longer longest
strong: stronger strongest strongly strength strengthen strengthens strengthened strengthening
high: higher highest highly height
low: lower lowest lowered lowering lowers
wide: wider widest widely width widen widened widening
deep: deeper deepest deeply depth deepen deepened deepening deepens
broad: broader broadly breadth broaden broadened broadening
large: larger largest largely
big: bigger biggest
great: greater greatest greatly
small: smaller smallest
new: newer newest newly
old: older oldest elder
good: better best
bad: worse worst
fast: faster fastest
soon: sooner
near: nearer nearest
far: farther farthest further
poor: poorer poorest poverty
rich: richer richest
young: younger youngest youth
free: freely freedom
peace: peaceful peacefully
prosper: prosperous prosperity
stable: stability stabilise stabilize stabilisation stabilised
vulnerab: vulnerable vulnerability vulnerabilities
responsib: responsible responsibility responsibilities
respon: respond responded response responses responding
democra: democracy democracies democratic
technolog: technology technologies technological
diplom: diplomat diplomats diplomatic diplomacy
geopolit: geopolitics geopolitical
polit: politics political politically
politician: politicians
innovat: innovation innovations innovative innovate
compet: compete competition competitive competitiveness
initiat: initiative initiatives
initial: initially
initiating: initiate initiated initiates initiation
abstention: abstain abstained abstaining abstentions abstains
consul: consuls
detainee: detainees
detain: detained detains detention
negotiat: negotiate negotiated negotiation negotiations negotiating
negotiator: negotiators
consult: consulted consultation consultations consulting
consulate: consulates
""".strip().splitlines():
    _stem, _, _forms = _line.partition(":")
    IRREGULAR.setdefault(_stem, _stem)
    for _form in _forms.split():
        IRREGULAR[_form] = _stem

#: Abbreviations as they are written, by the stem of what they stand for. Countries and bodies
#: that everyone writes both ways, titles and kinds of paper; all others need the passage
#: or the glossary to say what they mean.
ABBREVIATIONS: dict[str, str] = {
    "US": "unitedstates",
    "USA": "unitedstates",
    "UK": "unitedkingdom",
    "UN": "unitednations",
    "EU": "europeanunion",
    "UAE": "unitedarabemirates",
    "PM": "primeminister",
    "PMs": "primeminister",
    "FM": "foreignminister",
    "FMs": "foreignminister",
    "MoU": "memorandumofunderstanding",
    "MOU": "memorandumofunderstanding",
    "MoUs": "memorandumofunderstanding",
    "MOUs": "memorandumofunderstanding",
    "GDP": "grossdomesticproduct",
    "LNG": "liquefiednaturalgas",
    "AI": "artificialintelligence",
    "FTA": "freetradeagreement",
    "FTAs": "freetradeagreement",
    "FDI": "foreigndirectinvestment",
    "SMEs": "smallmediumenterprises",
    "CEO": "chiefexecutive",
    "NATO": "nato",
    "IMF": "internationalmonetaryfund",
    "WHO": "worldhealthorganization",
    "WTO": "worldtradeorganization",
    "NGO": "nongovernmentalorganisation",
    "NGOs": "nongovernmentalorganisation",
    "R&D": "researchdevelopment",
}

#: What an abbreviation is written out as: folded words, by the stem above.
WRITTEN_OUT: dict[str, tuple[str, ...]] = {
    "unitedstates": ("united states of america", "united states", "america"),
    "unitedkingdom": ("united kingdom", "britain", "great britain"),
    "unitednations": ("united nations",),
    "europeanunion": ("european union",),
    "unitedarabemirates": ("united arab emirates", "emirates"),
    "primeminister": ("prime minister", "prime ministers", "premier"),
    "foreignminister": (
        "foreign minister",
        "foreign ministers",
        "minister of foreign affairs",
        "minister for foreign affairs",
    ),
    "memorandumofunderstanding": (
        "memorandum of understanding",
        "memoranda of understanding",
        "memorandums of understanding",
    ),
    "grossdomesticproduct": ("gross domestic product",),
    "liquefiednaturalgas": ("liquefied natural gas",),
    "artificialintelligence": ("artificial intelligence",),
    "freetradeagreement": ("free trade agreement", "free trade agreements"),
    "foreigndirectinvestment": ("foreign direct investment",),
    "smallmediumenterprises": (
        "small and medium enterprises",
        "small and medium sized enterprises",
    ),
    "chiefexecutive": ("chief executive", "chief executive officer"),
    "nato": ("north atlantic treaty organization", "north atlantic alliance"),
    "internationalmonetaryfund": ("international monetary fund",),
    "worldhealthorganization": ("world health organization", "world health organisation"),
    "worldtradeorganization": ("world trade organization", "world trade organisation"),
    "nongovernmentalorganisation": (
        "non governmental organisations",
        "non governmental organizations",
        "nongovernmental organisation",
    ),
    "researchdevelopment": ("research and development",),
}

#: Demonyms that do not begin like their country: folded, by the country's folded name.
DEMONYMS: dict[str, str] = {
    "french": "france",
    "german": "germany",
    "dutch": "netherlands",
    "swiss": "switzerland",
    "spanish": "spain",
    "spaniard": "spain",
    "spaniards": "spain",
    "british": "unitedkingdom",
    "briton": "unitedkingdom",
    "britons": "unitedkingdom",
    "american": "unitedstates",
    "americans": "unitedstates",
    "danish": "denmark",
    "danes": "denmark",
    "swedish": "sweden",
    "swedes": "sweden",
    "finnish": "finland",
    "finns": "finland",
    "norwegian": "norway",
    "norwegians": "norway",
    "polish": "poland",
    "poles": "poland",
    "irish": "ireland",
    "scottish": "scotland",
    "welsh": "wales",
    "english": "england",
    "greek": "greece",
    "greeks": "greece",
    "turkish": "turkiye",
    "turks": "turkiye",
    "turkey": "turkiye",
    "thai": "thailand",
    "thais": "thailand",
    "filipino": "philippines",
    "filipinos": "philippines",
    "philippine": "philippines",
    "portuguese": "portugal",
    "chinese": "china",
    "emirati": "unitedarabemirates",
    "czech": "czechia",
    "slovak": "slovakia",
    "afghan": "afghanistan",
    "kazakh": "kazakhstan",
    "uzbek": "uzbekistan",
    "tajik": "tajikistan",
    "turkmen": "turkmenistan",
    "kyrgyz": "kyrgyzstan",
    "burmese": "myanmar",
    "lao": "laos",
    "laotian": "laos",
    "cypriot": "cyprus",
    "argentine": "argentina",
    "peruvian": "peru",
    "european": "europe",
    "europeans": "europe",
    "congolese": "congo",
    "ivorian": "cote",
    "belgian": "belgium",
    "belgians": "belgium",
    "luxembourgish": "luxembourg",
    "canadian": "canada",
    "canadians": "canada",
    "norse": "norway",
    "hungarian": "hungary",
    "hungarians": "hungary",
    "italian": "italy",
    "italians": "italy",
    "brazilian": "brazil",
    "ukrainian": "ukraine",
    "mexican": "mexico",
    "egyptian": "egypt",
    "egyptians": "egypt",
    "maltese": "malta",
    "lebanese": "lebanon",
    "sri lankan": "sri lanka",
    "monegasque": "monaco",
}
