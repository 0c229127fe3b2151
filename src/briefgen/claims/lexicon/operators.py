"""Words that govern what comes after them: denials, commitments, hedges, conditions, scope.

Keys are folded words, or several joined with `_`. Extend freely, with a case in `tests/claims/`.
"""

from __future__ import annotations


def _table(lines: str) -> dict[tuple[str, ...], str]:
    """Reads `head: form form_of_several_words ...`; an indented line goes on with the one
    before."""
    table: dict[tuple[str, ...], str] = {}
    head = ""
    for line in lines.strip().splitlines():
        forms = line
        if not line.startswith(" "):
            head, _, forms = line.partition(":")
        for form in forms.split():
            table[tuple(form.split("_"))] = head
    return table


#: Denials. `clause`: the whole clause is denied. `phrase`: what follows is, up to the next mark.
#: `keep`: looks like a denial and is none.
DENIALS = _table("""
keep: not_only not_just not_merely not_simply not_least no_later no_fewer no_less no_more_than
    no_doubt
    no_longer_than not_less not_more not_fewer no_sooner none_other nothing_less not_to_exceed
    not_exceeding cannot_but without_delay without_precedent without_exception without_prejudice
    no_earlier not_later not_limited not_exceed not_before never_since not_since
clause:
    not n't never no neither nor cannot hardly scarcely barely rarely seldom none nobody nothing
    no_one fail fails failed failing failure refuse refuses refused refusing refusal decline_to
    declined_to declines_to declining_to declined_the declined_any reject rejects rejected
    rejecting rejection rebuff rebuffs rebuffed turned_down turn_down turns_down deny denies
    denied denying ruled_out rule_out rules_out ruling_out unable unwilling inability
    turned_back turn_back turns_back turned_away turn_away turns_away
    left_open leave_open leaves_open unlikely reserved_their_positions reserved_their_position
    reserved_its_position reserved_his_position reserved_her_position
    unwillingness stopped_short stop_short stops_short stopping_short fell_short falls_short
    yet_to
    drop_plans dropped_plans no_longer refrain refrained refrains refraining
    withhold withheld veto
    vetoed vetoes nowhere nor_did by_no_means impossible
    without_reaching without_agreeing without_agreement voted_down vote_down voted_against
    vote_against votes_against
    voting_against short_of not_yet
phrase: without lack lacks lacked lacking non devoid free_of except excluding other_than
    minus against
""")
DENIES_PHRASE = frozenset(k for k, v in DENIALS.items() if v == "phrase")

#: The scale of commitment (workspace.model.COMMITMENTS), with `needed` and the modals put on it.
LEVELS: dict[str, int] = {
    "signed": 5, "decided": 4, "committed": 3, "reaffirmed": 2, "explored": 1, "noted": 0,
}  # fmt: skip
#: Operative words by level.
COMMITMENT = _table("""
signed: sign signs signed signing ratify ratified ratifies ratifying ratification initialled
    initialed initialling put_their_signatures inked inks ink
decided: agree agrees agreed agreeing decide decides decided deciding decision decisions resolve
    resolves resolved resolving will shall would approve approves approved approving approval
    adopt adopts adopted adopting adoption reached_agreement reach_agreement
    reached_an_agreement reaches_agreement reached_a_deal reached_consensus struck_a_deal
    struck_an_agreement finalised finalise finalises finalized finalize concluded_an_agreement
    concluded_a_deal must came_to_an_agreement come_to_an_agreement settled_on has_to have_to
    guarantee guarantees guaranteed guaranteeing agreement_to agreement_on agreement_was_reached
    consented consent consents accepted accept accepts accepting obliged obliges requires_that
    ordered mandated instructed decreed authorised authorized
committed:
    is_to are_to was_to were_to is_due_to are_due_to is_set_to are_set_to was_set_to were_set_to
    is_scheduled_to are_scheduled_to is_scheduled_for are_scheduled_for to_be pledge pledges
    pledged pledging promise promises promised promising commit commits committed committing
    commitment commitments undertake undertakes undertook undertaking undertaken vow vows vowed
    vowing intend intends intended intending intention plan plans planned planning aim aims
    aimed aiming offer_of offer_by offer_from determined_to resolve_to dedicated_to promise_to
    offered offers offering offer_to volunteered
reaffirmed:
    reaffirm reaffirms reaffirmed reaffirming reaffirmation reiterate reiterates reiterated
    reiterating repeat repeats repeated repeating restate restates restated restating reconfirm
    reconfirms reconfirmed reconfirming renewed_its renewed_their renew_their renew_its
    renewing_their renewing_its recommitted recommit
explored: close_to_an_agreement close_to_agreement close_to_a_deal near_an_agreement near_a_deal
    closer_to_an_agreement nearing_an_agreement exchange_on exchanges_on called_on calls_on
    call_on calling_on
    discuss discusses discussed discussing discussion
    discussions consider considers considered considering consideration explore explores
    explored exploring exploration examine examines examined examining study studies studied
    studying express_interest expressed_interest expresses_interest expressing_interest
    expressed_an_interest expressed_its_interest expressed_their_interest interested_in
    interest_in interest review reviews reviewed reviewing exchanged_views exchange_views
    exchanging_views exchange_of_views propose proposes proposed proposing proposal proposals
    suggest suggests suggested suggesting suggestion hope hopes hoped hoping seek seeks sought
    seeking may might could can call_for calls_for called_for calling_for urge urges urged
    urging invite invites invited inviting invitation wish wishes wished want wants wanted
    wanting request requests requested requesting ask asks asked asking talks talk talked
    talking negotiate negotiates negotiated negotiating negotiation negotiations weigh weighs
    weighed weighing contemplate contemplates contemplated contemplating debate debates debated
    debating look_into looking_into looked_into looks_into look_at looking_at looked_at
    possibility possibilities feasibility whether should encourage encourages encouraged
    encouraging recommend recommends recommended recommending recommendation mull mulls mulled
    mulling assess assesses assessed assessing evaluate evaluates evaluated evaluating try tries
    tried trying attempt attempts attempted attempting conversations conversation options idea
    looked_forward look_forward looks_forward looking_forward desire desires desired
    expressed_a_wish expressed_hope expressed_the_hope expressed_a_desire
    expressed_willingness expressed_openness ready_to prepared_to able_to readiness
    expressed_readiness raised_the_case raised_the_issue raised_the_question
    raised_the_matter raised_the_situation raised_the_possibility raised_the_idea willing_to
    willingness
    open_to considered_whether demand demands demanded demanding thought_about thinking_about
    toyed
noted: note notes noted noting mention mentions mentioned mentioning observe observes observed
    observing acknowledge acknowledges acknowledged acknowledging recall recalls recalled
    recalling took_note take_note takes_note taking_note need_to need_for needs_to importance_of
    recognise recognised recognises recognising recognize recognized recognizing
""")
#: Verbs whose finite form starts a new chain; nouns and infinitives only add to it.
WEAK_NOUNS = frozenset(
    """
    discussion discussions consideration exploration study studies review reviews proposal
    proposals suggestion hope wish request requests talks talk negotiation negotiations debate
    debates interest possibility possibilities feasibility invitation recommendation conversations
    conversation options idea plan plans intention promise pledge pledges commitment commitments
    decision decisions approval adoption reaffirmation ratification attempt attempts desire demand
    demands willingness aim aims vow offer
    """.split()
)

#: How a statement is weakened. `claim`: someone claims it. `chance`: it is likely, expected or
#: believed. `condition`: it hangs on something. `draft`: it is not final. `degree`: not wholly.
HEDGES = _table("""
claim: officials_said sources_said diplomats_said witnesses_said according_to_diplomats
    according_to_officials according_to_sources according_to_witnesses according_to_two
    according_to_three according_to_several according_to_some according_to_local
    according_to_media according_to_reports reports_of rumours_of claim claims claimed
    claiming allege alleges alleged alleging allegation allegations allegedly reportedly
    purportedly supposedly rumour rumours rumoured accuse accuses accused accusing accusation
    unconfirmed unverified according_to_unconfirmed reports_claimed reports_said
    reports_suggested reports_say reports_suggest report_claimed media_reports sources_said
    sources_claimed contend contends contended assert asserts asserted insisted_that believes
    believe believed maintains_that maintained_that maintain_that argues_that argued_that argue_that
    insists_that
chance: likely expect expects expected expecting expectation probably possibly perhaps maybe
    apparently appear appears appeared seem seems seemed seemingly presumably potentially
    potential potentially possible forecast forecasts forecasted predicted predict predicts
    projected anticipate anticipates anticipated estimated estimate estimates thought_to seen_as
    could might may poised_to hopes hope hoped suggests suggest suggested would_likely
condition: if unless provided_that providing_that provided_the subject_to conditional contingent
    on_condition on_the_condition condition_that conditions_are  dependent depending
    depends depend in_the_event in_case as_long_as so_long_as only_when only_after only_once
    assuming should_the failing_that failing_which
principle: in_principle tentatively provisionally informally
draft: tentative preliminary provisional draft interim initial initially indicative informal
    non-binding nonbinding proposed pilot planned
degree: partly partially partial largely mostly broadly somewhat almost nearly limited in_part
    to_some_extent up_to mainly primarily chiefly generally often sometimes occasionally
""")
#: What a faithful sentence may use where the passage puts a condition.
CONDITION_WORDS = frozenset(
    """
    if unless once when whenever after upon following subject provided providing until till depend
    depends depending dependent require requires required contingent condition conditional
    conditions conditioned pending only so assuming where hinge hinges hinged tied
    linked needs without
    """.split()
)
CHANCE_WORDS = frozenset(
    """
    likely expect expects expected expecting expectation expectations probably possibly perhaps
    maybe apparently appear appears appeared seem seems seemed presumably potentially potential
    possible forecast forecasts predict predicts predicted projected projects project anticipate
    anticipates anticipated estimated estimate estimates thought seen could might may hope hopes
    hoped suggest suggests suggested believed believe believes should would reportedly allegedly
    claim claims claimed alleged foresee foresees chance probability probable due intended aims
    aim plans proposed proposes proposal outlook set calls see sees view views viewed think thinks
    """.split()
)
CLAIM_WORDS = frozenset(
    """
    claim claims claimed claiming allege alleges alleged alleging allegation allegations allegedly
    reportedly purportedly supposedly rumour rumours rumoured accuse accuses accused accusing
    accusation unconfirmed unverified said say says saying according report reports reported
    contend contends contended assert asserts asserted insist insists insisted believe believes
    believed argue argues argued maintain maintains maintained suggest suggested suggests
    thought presumed supposed apparently stated states charge charged charges thinks think view
    told called blame blames blamed blaming invoke invokes
    invoked cites
    """.split()
)
DRAFT_WORDS = frozenset(
    """
    principle tentative preliminary provisional draft interim initial initially indicative
    informal informally binding nonbinding proposed proposal proposes propose pilot planned plan
    plans first early temporary temporarily trial test suggested would will projected intended
    prospective future
    """.split()
)

#: Scope. A word of one kind needs its like in the passage.
SCOPE = _table("""
all: all every each entire entirely whole wholly universal universally always everyone everything
    full fully completely complete totally total unanimous unanimously without_exception
    invariably any throughout in_full across_the_board
most: most majority mostly largely predominantly
only: only sole solely exclusively exclusive alone unique uniquely
first: first first-ever firstever unprecedented never_before
superlative: largest biggest highest greatest best smallest lowest fastest longest oldest newest
    strongest deepest widest leading top most_important record worst richest poorest closest
    latest earliest foremost
final: final finally definitive definitively permanent permanently irrevocable irreversible
binding: binding legally_binding legally mandatory compulsory obligatory unconditional
    unconditionally
immediate: immediate immediately instantly at_once forthwith
exact: exactly precisely
request: at_the_request_of at_the_invitation_of
cause: in_return_for in_exchange_for in_protest_at in_reaction_to because because_of due_to
    owing_to in_response_to led_to leads_to lead_to leading_to caused
    causes causing resulted_in results_in result_in resulting_in as_a_result result_of
    resulted_from therefore thanks_to prompted prompting prompts triggered triggering triggers
    in_retaliation consequently so_that driven_by provoked provoking brought_about thereby owing
    attributed_to stems_from blamed_on blamed_for in_order_to_punish forced forcing
concession: regardless irrespective whether_or_not
always: always invariably
""")
#: Kinds that may bear one another: the passage's kind, by the sentence's.
SCOPE_ALIKE: dict[str, frozenset[str]] = {
    "all": frozenset({"all", "always"}),
    "most": frozenset({"most", "degree"}),
    "first": frozenset({"first", "superlative"}),
    "superlative": frozenset({"superlative", "first"}),
    "immediate": frozenset({"immediate"}),
}
#: What the passage may use where a sentence names a cause.
CAUSE_WORDS = frozenset(
    """
    because due owing response led lead leads leading cause caused causes causing result resulted
    results resulting therefore thanks prompt prompted prompting trigger triggered triggering
    retaliation consequently thus hence so driven provoke provoked since given account view light
    stem stems stemmed reason reasons attributed attribute attributing attributable blame blamed
    blames blaming grounds reflect
    reflecting reflects owes brought follow followed follows thereby enable enabled response
    answer reaction reacting retaliatory recognising citing cited cites as over for forced forcing
    force prevented allowed allowing why helped helping contributed contributes means meaning amid
    after concern concerns protest
    """.split()
)
ALL_WORDS = frozenset(
    """
    all every each entire entirely whole wholly universal always everyone everything full fully
    complete completely total totally unanimous unanimously throughout both any none no gamut
    across finish without everywhere never nobody together either
    """.split()
)
#: Words that limit what follows; leaving one out says more than the passage.
LIMITS = frozenset(
    """
    some most few partial partially partly limited non least draft provisional interim temporary
    temporarily initial preliminary proposed pilot possible potential tentative nearly almost
    largely mostly mainly half part voluntary informal alleged suspected attempted so-called
    unofficial certain minor conditional civilian deputy vice acting former reportedly allegedly
    likely several planned would-be broadly generally partially selected many indirect
    """.split()
)
#: Words that narrow or strengthen a noun or title; added, they need their like in the passage.
ADDED = frozenset(
    """
    binding legally unconditional unconditionally immediate immediately permanent permanently
    unanimous unanimously definitive irrevocable irreversible deputy vice acting former interim
    assistant military nuclear secret confidential emergency exclusive exclusively compulsory
    mandatory unprecedented historic landmark record massive sweeping full fully complete
    completely entire total totally exactly precisely successfully formally officially final
    finally always certainly definitely undoubtedly clearly repeatedly annual annually monthly
    weekly daily unilateral unilaterally guaranteed sole solely dramatically sharply drastically
    significantly substantially overwhelmingly strongly publicly privately illegally
    """.split()
)

#: Several acting as one; `one` act alone.
COLLECTIVE = frozenset(
    """
    both sides parties countries ministers leaders governments they two nations partners
    signatories members delegations presidents premiers states jointly together participants
    allies three all each other capitals neighbours teams counterparts either heads
    representatives envoys commissioners
    """.split()
)
PARTIES = frozenset("party state member country side government contracting".split())
ONE_SIDE = frozenset("side party country government minister leader ministry it he she".split())

#: Verbs of saying, for speakers and reported claims.
SAYING = frozenset(
    """
    say says said saying state states stated stating add adds added adding tell tells told remark
    remarked note noted notes stress stressed stresses stressing underline underlined underlines
    underlining underscore underscored emphasise emphasised emphasize emphasized insist insisted
    declare declared announce announced announces confirm confirmed confirms claim claimed claims
    argue argued argues warn warned warns describe described describes call called calls write
    wrote explain explained comment commented report reported observe observed reply replied
    respond responded assert asserted allege alleged acknowledge acknowledged admit admitted
    maintain maintains insists argued maintained suggest suggested according quote quoted cite
    indicate indicated indicates cited highlight highlighted
    reiterate reiterated reaffirm reaffirmed
    """.split()
)

#: Verbs by their base form, whose forms are known as verbs wherever they stand.
VERBS = frozenset(
    """
sentence influence balance silence reference experience distance evidence audience
abandon abolish absorb abstain accede accompany accuse acquit adapt address adjourn adjust admit
advocate allay analyse annul answer anticipate apologise appear apprehend arrange arrive assassinate
assemble assign attain attempt attract attribute audit authenticate avert avoid await bar base bear
blame bomb boycott brand brief broadcast broker calculate campaign cap capsize capture cast caution
cease cede certify challenge charge check circulate clarify clash clear coincide collaborate
collect combat combine comment commemorate compensate compete compile complain compromise concede
confer confiscate confront connect consolidate constitute consume contact contend contest
contradict contravene contribute control convert convict coordinate cope correct counter crash
criminalise cross crush culminate curb cure damage debate dedicate deem defeat define defuse
degrade delegate demolish demonstrate denounce depart depend depict deport derail design designate
destabilise detail detain detect deteriorate differ diminish direct disappear disband disclose
discontinue discover display displace disqualify disrupt dissent dissolve distribute diverge
diversify divert divide document dominate draft drag draw drive dump earn edge educate eliminate
embrace emerge emit enact encompass encounter endanger enforce engage enjoy enrol ensue entail
enter entitle envisage equip eradicate erect erode erupt escalate escape escort establish evict
evolve examine excuse execute exert exhaust exhibit exile exist exit exonerate exploit explode
expose extract extradite facilitate figure file fine finalise fire fix flee float flood flow fly
foresee formalise formulate forward foster frame frustrate fulfil function furnish fuel gain
govern grasp guard guide handle happen harm hasten hear heighten hinder hit hike hurt illustrate
impeach impede implement imply impress imprison incite incorporate incur indicate induce infect
infiltrate inflict influence infringe inherit injure inquire insert instigate insure integrate
intensify intercept interpret interrogate intervene interview invade invalidate investigate invoke
irrigate isolate jail jeopardise join judge justify knock label lack lament last launch learn
    lease legalise legislate liberalise liberate license listen load lobby locate lodge lower
    manufacture
march match mean measure mediate melt mention merge migrate mine mistake mobilise moderate motivate
mount mourn murder narrow nationalise near neglect nominate normalise nullify obey oblige obstruct
occupy occur offset omit oust outlaw overcome overhaul overrule overthrow overturn pardon park
patrol pause penalise perform permit persist persuade plead pledge plunge poison portray position
possess post pour practise precede predict prefer presume prevail privatise probe process procure
prolong prosecute provoke pump punish push qualify question quote raid range rank rate react read
rebuild recede reckon reclaim recognise recommence reconcile reconsider reconstruct recount
redeploy reduce refine reflect reform refrain refund refurbish refute regain register regulate
rehabilitate reimburse reinstate reiterate relate relax relieve relocate remind render renounce
renovate rent reorganise repeal repel reply reprimand reschedule resist resort respect rest
restructure resupply resurface retaliate retire retreat retrieve reverse revise revive revoke
reward ride risk rival rob roll ruin rush sack sacrifice safeguard satisfy scale search seize
separate settle sever shape shell shelter shield shift shock shoot shrink side sink slip smuggle
soar solve sort spark specify speed spell spill spoil spur stabilise stall state stipulate stockpile
storm strain strip subdue sue sum supervise supplement suppress surpass surrender surround survey
survive sustain switch symbolise tackle tap teach tear testify tie tolerate topple torpedo torture
toughen trace trap travel trim triple try turn tweak understand undermine unify unite utilise
vaccinate validate vanish vary ventilate verify view violate visit volunteer wage wait walk want
waste watch wave win wipe worry worsen wound wreck yield
accept accelerate achieve acknowledge acquire add adopt advance advise affirm agree aim allege
allocate allow amend announce appeal appoint approve argue arrest ask assert assess assist assume
assure attach attack attend authorise award back ban become begin believe block boost borrow break
bring build buy call cancel carry cause celebrate chair change choose cite claim close collapse
come commend commit complete concern conclude condemn conduct confirm consider consist construct
consult contain continue contribute convene cooperate cost cover create criticise cut decide
declare decline decrease deepen defend defer delay deliver demand deny deploy describe destroy
determine develop disagree discuss dismiss dispatch donate double drop earmark ease elect elevate
embark emphasise employ enable encourage end endorse enhance ensure enter establish estimate
evacuate exchange exclude exempt expand expect expel explain explore export express extend face
fail fall favour finalise finance find finish focus follow force forecast foster free freeze fund
gain gather generate get give go grant greet grow guarantee halt halve hand have head help
highlight hire hold honour hope host identify impose improve inaugurate include increase inform
initiate inspect insist install instruct intend introduce invest invite issue join keep kill know
launch lay lead leave lend levy lift limit list lose lower maintain make manage mark meet
modernise monitor move name negotiate note notify object observe obtain offer open operate oppose
order oversee participate pass pay permit place plan pledge postpone praise prepare present
preserve prevent proceed produce prohibit project promise promote propose protect provide publish
purchase pursue put raise ratify reach reaffirm realise receive recall recognise recommend
reconfirm record reduce refer refuse reinforce reiterate reject release remain remove renew reopen
repair repay repeat replace report represent request require rescue resign resolve respond restate
restore restrict result resume return review rise rule run say scrap secure see seek sell send
serve set share ship show shut sign spend sponsor stage start state stay step stop strengthen
stress submit subscribe subsidise succeed suffer suggest supply support suspend take talk tell
terminate test thank threaten tighten tour track train transfer treat trigger underline underscore
undertake unveil update upgrade uphold urge use value veto visit voice vote vow warn weaken weigh
welcome widen win wish withdraw withhold witness work write account agree allot apply reply comply
imply multiply commission concur
co-finance cofinance contract convey devote dispute disburse drill endure equal evaluate exceed
gauge grow import inject insist land last link lobby near outline owe own pilot pool profit prompt
prove quit recover recruit regard regret rely repatriate retain reveal save schedule slash sought
stand steer stem stipulate store struck study surge target tax total trade visit
""".split()
)
PAST = frozenset(
    """
repaid
was were had did became began bought brought built came chose cut drew fell fought found froze
gave went grew held hit kept knew laid led left lent lost made met overtook oversaw paid put ran
rose said saw sent set shrank shut sold sought spent spoke spread stood struck swore threw told
took undertook understood upheld withdrew withheld won wrote bore broke drove forbade sank swept
split quit beat cast fled forgave overcame rebuilt reset shot
""".split()
)
AUXILIARIES = frozenset(
    """
    is are was were has have had will would shall should may might can could must did does do
    cannot isn't aren't wasn't weren't won't wouldn't didn't doesn't don't hasn't haven't hadn't
    couldn't shouldn't can't be been being
    """.split()
)
PARTICIPLES = frozenset(
    """
repaid
become begun bought brought built come chosen cut drawn fallen fought found frozen given gone
grown held hit kept known laid led left lent lost made met overtaken overseen paid put run risen
said seen sent set shrunk shut sold sought spent spoken spread struck thrown told taken undertaken
understood upheld withdrawn withheld won written borne broken driven forbidden torn split done
been had cast forgiven overcome rebuilt shot begun
""".split()
)
