"""The operative verbs of diplomatic prose, by the strength of what they commit to.

One row a verb: the step of the scale, and a pattern for the forms in which it operates
(finite and `-ing` forms, and nouns such as `the decision to`; not the infinitive, whose
strength is that of the verb before it). All lower case. In a pattern, `~` is an optional
adverb or two. What stands around a verb and changes its strength is in `frames.py`.

Extend the table freely; add the sentence that made you do so to
`tests/evidence/commitments.txt`.
"""

from __future__ import annotations

from briefgen.workspace.model import Commitment

#: A verb of saying with a noun of stance: the noun decides how strong it is, whatever the verb.
_SAYING = (
    "(?:affirm|confirm|express|stress|underlin|underscor|emphasis|emphasiz|voic|convey|indicat|"
    "signal|declar|manifest|demonstrat|show|announc|highlight|register)"
)
#: What may stand between the two; `LASTING` says that the stance is not new.
_LASTING = (
    r"(?:\w+ly )?(?:its |their |his |her |our |the )?"
    r"(?:continued|continuing|shared|common|unwavering|steadfast|enduring|abiding|ongoing) "
)
_BETWEEN = {
    "LASTING": _LASTING,
    "STANCE": r"(?:\w+ly )?(?:(?:its|their|his|her|our|an?|the) )?(?:[\w-]+ (?:and [\w-]+ )?)?",
    "OWN": r"(?:\w+ly )?(?:its|their|his|her|our) (?:[\w-]+ (?:and [\w-]+ )?)?",
}


def _with_stances(table: str) -> str:
    """A table with the short names for verbs of saying and what may follow them written out."""
    for name, pattern in (("SAYING", _SAYING), *_BETWEEN.items()):
        table = table.replace(name, pattern)
    return table


_TABLES: dict[Commitment, str] = {
    "signed": r"""
        sign(?:ed|ing|s)(?! (?:up|off|the (?:visitors|guest|condolence)))
        ink(?:ed|s|ing)
        initiall?ed
        ratif(?:ied|ies|ying)(?! ~(?:its|their|his|her|our|the) ~(?:commitment|support|adherence))
        (?:the )?signing of
        conclud(?:ed|es|ing)(?! ~negot) ~(?:an?|the|their|its) (?:\w+ ){0,5}?(?:agreement|treaty)
        conclud(?:ed|es|ing)(?! ~negot) ~(?:an?|the) (?:\w+ ){0,5}?(?:arrangement|convention)
        conclud(?:ed|es|ing)(?! ~negot) ~(?:an?|the) (?:\w+ ){0,5}?(?:protocol|accord)
        (?:subscrib|execut|initial)(?:ed|es|s|ing) ~(?:an?|the) (?:\w+ ){0,3}?(?:agreement|treaty)
        (?:subscrib|execut|initial)(?:ed|es|s|ing) ~(?:an?|the) (?:\w+ ){0,3}?(?:protocol|accord)
        (?:subscrib|execut|initial)(?:ed|es|s|ing) ~(?:an?|the) (?:\w+ ){0,3}?memorand(?:um|a)
        entered into ~(?:an?|the) (?:\w+ ){0,3}?(?:agreement|treaty|arrangement|memorandum|contract)
        conclud(?:ed|es|ing)(?! ~negot) ~(?:an?|the|their|its) (?:\w+ ){0,5}?contracts?
        conclud(?:ed|es|ing)(?! ~negot) ~(?:\w+ ){0,5}?(?:agreements|treaties)
        conclud(?:ed|es|ing)(?! ~negot) ~(?:an?|the|their|its) (?:\w+ ){0,5}?(?:deal|pact)s?
        conclud(?:ed|es|ing)(?! ~negot) ~(?:an?|the|their|its) (?:\w+ ){0,5}?memorandum
        entered into force
        exchanged (?:letters|instruments|diplomatic notes|(?:the |copies of the )?signed)
        (?:put|puts|affixed) (?:its|their|his|her) (?:signatures?|names?) to
        exchange of (?:letters|(?:the )?instruments|(?:diplomatic )?notes)
        exchang(?:ed|ing) ~(?:an?|the|\d+|\w+) (?:agreement|memorandum|memoranda|mous?)\w*
        deposited (?:its|the) instruments?
        acced(?:ed|es|ing) to
        (?:sealed|awarded|clinched) ~(?:an?|the) (?:[\w'-]+ ){0,4}?contracts?
    """,
    "decided": r"""
        (?:approv|authori[sz]|clear)(?:ed|es|s|ing) (?:the )?signing of
        agree(?:d|ing|s)
        agreement (?:to|that)
        (?:reached|struck|sealed|clinched) ~(?:an?|the) (?:[\w'-]+ ){0,3}?(?:agreement|deal)
        (?:reached|struck|sealed|clinched) ~(?:an?|the) (?:[\w'-]+ ){0,3}?(?:accord|pact)
        reached ~(?:an? |the )?(?:broad )?(?:understanding|consensus|agreement)
        (?:understanding|consensus|agreement) (?:was|has been|is|had been) (?:\w+ )?reached
        (?:approval|consent|go-ahead) (?:was|has been) (?:given|granted)
        concur(?:red|s|ring)
        decid(?:ed|es|ing)
        decisions? (?:to|on|that)
        resolv(?:ed|es) to
        launch(?:ed|es|ing)
        establish(?:ed|es|ing)
        institut(?:ed|es|ing)
        constitut(?:ed|ing)
        unveil(?:ed|s|ing)(?! (?:an?|the) (?:\w+ )?(?:bust|plaque|statue|stamp|portrait))
        introduc(?:ed|es|ing) (?:an?|the|its|new)
        designat(?:ed|es|ing)
        operationali[sz](?:ed|es|ing)
        (?:kicked|kicking) off
        (?:rolled|rolling) out
        hand(?:ed|ing) over
        deploy(?:ed|s|ing)
        resum(?:ed|es|ing)
        reopen(?:ed|s|ing)
        (?:scrapp|waiv|abolish|eas|remov|eliminat|halv|doubl|tripl)(?:ed|ing)
        (?:cut|cuts|cutting|slashed) (?:[\w'-]+ ){0,2}?(?:duties|duty|tariffs?|levies|fees)
        reduc(?:ed|es|ing) (?:[\w'-]+ ){0,2}?(?:duties|duty|tariffs?|levies|fees)
        (?:elevat|upgrad|rais)(?:ed|es|ing) (?:[\w'-]+ ){1,8}?to (?:the level|an?|the status)
        increas(?:ed|ing) the number
        expand(?:ed|s|ing) the
        earmarked
        confirm(?:ed|s|ing) ~the (?:launch|establishment|creation|start|conclusion)
        (?:greenlit|green-lighted|okayed)
        joined
        (?:became|become|becomes) (?:an?|the) (?:\w+ ){0,2}?(?:member|partner|party|signatory)
        form(?:ed|ing) (?:an?|the|their)
        cut (?:the|its|their)(?! (?:ribbon|losses))
        sets? (?:the|an?) (?:[\w'-]+ ){0,3}?(?:quota|target|deadline|date|ceiling|goal|timetable)s?
        fix(?:ed|ing) (?:the|an?) (?:[\w'-]+ ){0,3}?(?:quota|target|deadline|date|ceiling|price)s?
        renew(?:ed|s|ing) (?:the|their|an?) (?:[\w'-]+ ){0,3}?(?:agreement|mandate|memorandum|mou)
        renew(?:ed|s|ing) (?:the|their|an?) (?:[\w'-]+ ){0,3}?(?:programme|contract|lease|treaty)
        (?:relaunch|restart|revive|reinstat|restor|normali[sz])(?:ed|s|es|ing)
        (?:harmoni[sz]|simplifi|streamlin|relax|liberali[sz]|exempt)(?:ed|es|ing)
        (?:donat|gift|contribut|commission|activat|allott?|select|nominat)(?:ed|ing)
        (?:suspend|freez|expell|revok|withdrew)(?:ed|ing)?
        (?:froze|lifts|opens|names|picked|chose|bought|ordered) (?:an?|the|\d[\d,.]*|new|its|their)
        conven(?:ed|es) (?:an?|the) (?:first|inaugural|new)
        accept(?:ed|s|ing) (?:an?|the|his|her|its|their)
        wrapped up (?:the )?(?:negotiations|talks)
        conclud(?:ed|es|ing) ~negotiations
        (?:gave|given|giving|gives) ~(?:the )?(?:green light|go-ahead|nod)
        clear(?:ed|s) (?:the|an?) (?:[\w'-]+ ){0,3}?(?:sale|purchase|deal|project|proposal|plan)
        mobili[sz](?:ed|ing)
        signed off on
        creat(?:ed|es|ing)
        set up
        inaugurat(?:ed|es|ing)
        approv(?:ed|es|ing)
        adopt(?:ed|s|ing)
        endors(?:ed|es)
        finali[sz](?:ed|es|ing)
        announc(?:ed|es|ing)(?! (?:its|their|his|her|our|an?) (?:\w+ )?(?:readiness|willingness))
        determin(?:ed|es|ing) ~(?:the|an?) (?:\w+ ){0,2}?(?:creation|establishment|reactivation)
        (?:order|dispos)(?:ed|s|es|ing) ~(?:the|an?) (?:\w+ ){0,2}?(?:creation|establishment)
        (?:put|puts|putting) (?:in|into) place
        (?:came|come|comes|coming) to (?:an?|the) (?:\w+ )?(?:understanding|arrangement|agreement)
        (?:clear|open)(?:ed|s|ing) the way for the (?:export|import|sale|supply|purchase|transfer)
        (?:took|taken|taking) (?:the|a) decision
        direct(?:ed|s) that
        admitt(?:ed|ing) (?:[\w'-]+ ){1,4}?(?:as|to)
        (?:gave|given|giving|gives) (?:its|their|his|her) (?:nod|approval|assent|consent)
        appoint(?:ed|s|ing)
        allocat(?:ed|es)
        grant(?:ed|s)
        impos(?:ed|es)
        lifted
        opened
        extend(?:ed|ing) (?:the|its|their|an?) (?:\w+ ){0,3}?(?:agreement|loan|credit)
        extend(?:ed|ing) (?:the|its|their|an?) (?:\w+ ){0,3}?(?:programme|mandate)
        mandat(?:ed|es|ing)
        task(?:ed|ing)
        instruct(?:ed|s|ing)
        direct(?:ed|s|ing) ~(?:their|its|senior|officials|ministers|all)
        direct(?:ed|s|ing) ~the (?:relevant|competent|secretariat)
        provid(?:ed|ing)(?! (?:that|by|for|an? (?:opportunity|platform|update|overview|briefing)))
        \A(?:the )?(?:launch|launching|establishment|creation|opening|introduction) of
        \A(?:the )?(?:inauguration|adoption) of
        \A(?:the )?(?:designation|finali[sz]ation|operationali[sz]ation|conclusion|appointment) of
        \A(?:the )?(?:elimination|abolition|removal|lifting|handing over|handover|transfer) of
        \A(?:the )?(?:extension|expansion|provision|grant|award|deployment) of
        \A(?:the )?(?:announcement|resumption) of
        (?:will|shall)(?! (?:be )?(?:consider|explor|discuss|stud|examin|look into|assess))
        (?:are|is) to(?! be (?:consider|explor|discuss|stud|examin))
    """,
    "committed": r"""
        pledg(?:ed|es|ing)(?! (?:nothing|no)\b)
        (?:bound|binds|binding) (?:itself|themselves|himself|herself) to
        (?:gave|given|gives|giving) (?:its|their|his|her) word that
        means to
        pledge to
        express(?:ed|es|ing)? ~(?:resolve|determination|intention|intent|commitment)
        committ(?:ed|ing)(?! (?:crimes?|suicide|atrocit))
        commits ~(?:to|itself)
        SAYING(?:ed|d|s|es|ing|led|ling) STANCE(?:intention|intent|readiness|willingness|keenness)
        SAYING(?:ed|d|s|es|ing|led|ling) (?!LASTING)STANCE(?:determination|resolve)
        commitment to
        promis(?:ed|es|ing)(?! (?:nothing|no)\b)
        vow(?:ed|s|ing)
        undert(?:ook|akes|aking|akings|aken) to
        intend(?:ed|s|ing)? ~to
        intention (?:to|of)
        plan(?:s|ned|ning) to
        (?:is|are|was|were) intended (?:for|to)
        plans? for
        assur(?:ed|es|ing)
        guarantee(?:d|s)
        determined to
        (?:stand|stands|stood|standing) ready
        aspir(?:ed|es|ing|e) to
        (?:are|is) (?:targeting|prepared to)
        offer(?:ed|s|ing) ~to
        aim(?:s|ed|ing)? (?:to|at)
        the aim is to
        work(?:ed|s|ing)? towards?
        (?:said|says|announced|promised) (?:that )?(?:[\w'-]+ ){1,6}?would(?! ~(?:continue|remain))
        (?:confirmed|added|told \w+) (?:that )?(?:[\w'-]+ ){1,6}?would(?! ~(?:continue|remain))
    """,
    "reaffirmed": r"""
        reaffirm(?:ed|s|ing)?
        (?:re-affirm|reconfirm|rededicat|reassert|re-commit)(?:ted|ed|s|es|ing)
        remain(?:ed|s|ing)? ~(?:steadfast|united|resolute|firm|engaged|seized|determined|dedicated)
        remain(?:ed|s|ing)? in (?:close )?(?:contact|touch)
        (?:held|holds|stood|stands) (?:fast|firm) (?:to|by|on)
        (?:stood|stands|stand|standing) by (?:its|their|the|his|her|our)
        (?:abid|adher)(?:ed|es|ing) (?:by|to)
        echo(?:ed|es|ing)
        reiterat(?:ed|es|ing)
        restat(?:ed|es|ing)
        (?:affirm|stress|underlin|underscor)(?:ed|s|es|ing) OWN(?:commitment|support|adherence)
        (?:recall|ratif)(?:ed|ied|s|es|ing) OWN(?:commitment|support|adherence)
        recall(?:ed|s|ing) OWN(?:intention|readiness|willingness|determination|resolve|pledge)
        SAYING(?:ed|d|s|es|ing|led|ling) LASTING(?:commitment|support|adherence|attachment|validity)
        SAYING(?:ed|d|s|es|ing|led|ling) LASTING(?:determination|resolve|allegiance)
        re-?emphasi[sz](?:ed|es|ing)
        renew(?:ed|s|ing) ~(?:its|their|his|her|the)
        recommitted
        confirm(?:ed|s|ing) ~(?:its|their|his|her|the) ~(?:commitment|support|pledge|validity)
        confirm(?:ed|s|ing) ~(?:its|their|his|her|the) ~(?:determination|resolve|attachment)
        continu(?:ed|es|ing)
        express(?:ed|es|ing) ~(?:its|their|his|her|our) continu(?:ed|ing)
        remain(?:ed|s|ing)? (?:firmly |fully |deeply )?committed
        (?:confirm|stat|agre)(?:ed|es|ing) that (?:\w+ ){1,3}?(?:would|will) (?:continue|remain)
        shar(?:ed|es|ing) the view that (?:\w+ ){1,3}?(?:would|will) (?:continue|remain)
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
        (?:took|takes|taking) stock
        compared notes
        (?:brainstorm|ponder|broach|canvass|float|moot|envisag|survey)(?:ed|s|es|ing)
        (?:dwelt|delved) (?:on|upon|into)
        in talks (?:to|on|over|about|with)
        held ~(?:\w+ )?(?:consultations|deliberations|negotiations|discussions)
        held ~(?:\w+ )?(?:conversations|exchanges)
        exchang(?:ed|es|ing) ~(?:assessments|perspectives|opinions|ideas|experiences?|notes on)
        (?:is|are|was|were) ~keen (?:to|on)
        eye(?:d|ing|s) (?:an?|the|more|new|deeper|closer)
        came up for discussion
        (?:was|were|is|are) (?:\w+ )?on the agenda
        had (?:an?|the) (?:[\w-]+ ){0,4}?(?:discussion|conversation|exchange|review)s?
        address(?:ed|es|ing)(?! (?:the |a )?(?:media|press|gathering|joint|parliament|audience))
        (?:took|takes|taking) up
        opportunity to (?:review|discuss|exchange|examine|take stock)
        (?:talks|discussions|conversations?|agenda) ~(?:covered|focus+ed on|turned to)
        (?:talks|discussions|conversations?|agenda) ~cent(?:red|ered) on
        evinc(?:ed|es|ing) ~interest
        request(?:ed|ing)(?! (?:from|by))
        assess(?:ed|es|ing)
        weigh(?:ed|s|ing)
        mull(?:ed|s|ing)
        debat(?:ed|es|ing)
        deliberat(?:ed|es|ing)
        negotiat(?:ed|es|ing)
        negotiations?
        talks? (?:on|about|over)(?! \d|(?: the)? (?:sidelines|margins)| \w+day)
        talk(?:ed|s|ing) (?:about|over|through)
        (?:spoke|talk|conferr|chatt|convers|consult)(?:ed)?(?: [\w'.-]+){0,12}? (?:about|regarding)
        (?:conferr|convers|consult)(?:ed) on
        (?:was|were|is|are) (?:taken up|gone through|talked over|thrashed out)
        compar(?:ed|es|ing) (?:ideas|experiences?|views|assessments)
        (?:sounded|sounding|sounds) (?:each other|one another|out)
        offer(?:ed|s|ing),? for (?:[\w'-]+ ){1,4}?(?:consideration|approval)
        (?:talks|discussions|conversations?|agenda) of the (?:talks|meeting|session) (?:covered)
        spoke (?:about|of|(?:by phone )?(?:with|to) (?:[\w'.-]+ ){1,8}?(?:about|on))
        consult(?:ed|s|ing)
        consultations (?:on|with|about|over)
        (?:met|gathered|convened)(?: [\w'.-]+){0,16}? to (?:discuss|explore|examine|review|consider)
        exchang(?:ed|es|ing) ~views
        exchange of views
        SAYING(?:ed|d|s|es|ing|led|ling) STANCE(?:interest|hope|desire|openness|wish|eagerness)
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
        ask(?:ed|s|ing)
        invit(?:ed|es|ing)
        rais(?:ed|es|ing) ~(?:the|its|their)
        possibilit(?:y|ies)
        feasibility
        (?:expected|set|due|likely|poised|scheduled) to
        (?:will|shall) (?:be )?(?:consider|explor|discuss|stud|examin|look into|assess)\w*
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
        coincid(?:ed|es|ing) (?:in|on)
        (?:positively|highly|favou?rably) (?:assess|evaluat|apprais|rat)(?:ed|es|ing)
        invites (?:the|all|other|member|interested)
        (?:exhort|implor|enjoin|salut)(?:ed|s|es|ing)
        (?:appealed|appeals) to
        manifest(?:ed|s|ing)
        register(?:ed|s|ing) (?:[\w-]+ )?(?:disappointment|concern|satisfaction|regret|objections?)
        congratulated (?:themselves|itself|each other) on
        (?:plac|put)(?:ed|es)? on record
        evaluat(?:ed|es|ing)
        (?:took|takes|taking|take) (?:\w+ )?note
        recall(?:ed|s|ing)
        call(?:ed|s|ing) (?:for|on|upon)
        urg(?:ed|es|ing)
        encourag(?:ed|es|ing)
        point(?:ed|s|ing) out
        affirm(?:ed|s|ing)
        (?:hail|laud|commend|applaud|congratulat|felicitat)(?:ed|s|es|ing)
        (?:deplor|denounc|regrett|oppos|reject)(?:ed|s|es|ing)
        (?:convey|express|voic|rais|register|shar)(?:ed|s|es|ing) ~(?:[\w']+ )?(?:\w+ )?concerns?
        (?:shar|express)(?:e|ed|es|ing) (?:the|a|their) (?:\w+ )?(?:view|assessment|conviction)
        (?:shar|express)(?:e|ed|es|ing) (?:the|a|their) (?:\w+ )?(?:belief|understanding)
        (?:am|is|are|was|were|remain|remains|remained) ~concerned
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
        (?:voic|express)(?:ed|es|ing)
        convey(?:ed|s|ing)(?! (?:its|their|his|her) (?:decision|readiness|interest|intention))
        attach(?:ed|es|ing)?
        (?:warn|caution|insist|argu|lament|demand|criticis|criticiz|deplor)(?:ed|s|es|ing)
        (?:outlin|explain|inform|apprais|appris|brief)(?:ed|s|es|ing)
        (?:remark|mention|reflect|declar|assert|maintain)(?:ed|s|es|ing) (?:that|on)
        referred to
        paid tribute
        (?:strongly |firmly |fully )?(?:supports|opposes|backs|rejects)
        drew attention
    """,
}

VERBS: dict[Commitment, str] = {step: _with_stances(table) for step, table in _TABLES.items()}

#: The plain form, which operates in the present of a plural: "we commit to", "leaders welcome".
PRESENT: dict[Commitment, str] = {
    "signed": "sign ratify",
    "decided": """
        agree decide resolve launch establish create institute approve adopt endorse announce
        appoint instruct task direct mandate designate unveil concur extend open
    """,
    "committed": "commit pledge promise vow undertake intend plan aim",
    "reaffirmed": "reaffirm reiterate restate renew recommit continue uphold re-emphasise",
    "explored": """
        discuss consider explore examine study review assess negotiate propose suggest seek hope
        request ask invite
    """,
    "noted": """
        note stress underline underscore emphasise emphasize highlight welcome recognise recognize
        acknowledge praise thank condemn appreciate express call urge encourage affirm support
        oppose deplore denounce commend applaud attach reject recall look regret believe
    """,
}
PLURAL = """
    we they leaders ministers sides parties partners members governments countries states nations
    participants both heads presidents premiers delegations economies chairs officials
"""
