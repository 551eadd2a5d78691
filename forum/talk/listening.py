"""Just listening: openers that listen, and what in a reply reads like advice.

Whoever asks to be listened to is not helped by being told what to do: advice that was not asked for
is heard as judgement (the “righting reflex” of Miller & Rollnick, Motivational Interviewing).
"""

from forum.guard.phrases import any_of, plain

OPENERS = ("What I hear in this is", "That sounds hard, most of all", "When I was there, it felt")
"""Ways to begin, for whoever wants to listen and doesn’t know how."""

_DO = """add|address|allow|arrange|ask|avoid|begin|book|break|breathe|bring|build|call|challenge
    |change|check|choose|contact|cut|discuss|document|drop|eat|email|encourage|escalate|explain
    |explore
    |find|focus|get|give|go|hand|have|invite|join|keep|learn|leave|let|limit|list|look|lower|make
    |move
    |name|note|offer|organi[sz]e|pace|pause|phone|plan|practi[cs]e|prioriti[sz]e|protect|push|put
    |raise
    |read|reach|reduce|refer|refuse|remind|remove|request|rest|ring|run|say|schedule|see|seek
    |send|set
    |share|show|simplify|sit|skip|sleep|speak|split|start|step|stop|suggest|swap|switch|take|talk
    |teach
    |tell|test|track|try|turn|use|visit|wait|walk|watch|work|write"""
"""What people are told to do."""
_SOFTLY = r"""(?:(?:also|always|just|maybe|perhaps|probably|really|simply|definitely|first|gently
    |still
    |even|honestly|personally|certainly|strongly) )*"""
_FIRST = rf"""(?:^|(?<=[.!?;:\n])\s*|(?<=[.!?;:,]["”)] )|(?<=, so )|(?<=, then ))
    (?:(?:first|firstly|if i may|then|next|next time|maybe|perhaps|please|so|and|or|also|now|today
    |tomorrow|well
    |honestly|sometimes|for (?:now|me|one))\b,? )*{_SOFTLY}"""
"""Where a sentence begins."""

_WORDS = (
    # you should, you might, you need to
    r"you(?:'d| had) be(?:st|tter)\b|you(?:'d| would) be better off",
    rf"""you {_SOFTLY}(?:should|ought to)\b(?!(?: not|n't| never)? (?:(?:ever|never) )?(?:have\b
    |be (?:proud|allowed|heard|thanked|able|treated|left|so\b|this\b|alone)))""",
    rf"""(?<!if )(?<!what )(?<!whatever )(?<!when )(?<!whenever )(?<!all )(?<!that )(?<!as )
    (?<!anything )(?<!everything )you {_SOFTLY}(?:need to|have to (?:{_DO}))\b""",
    rf"""you {_SOFTLY}(?:could|can|might|may|must) {_SOFTLY}(?:want to\b|like to\b|consider
    |think about
    |(?!have\b)(?:{_DO})\b(?! (?:in|from) (?:how|what|your)))""",
    r"""(?:have|did) you (?:ever |already |also |yet )?(?:tried|try|thought (?:of|about)|think of
    |consider(?:ed)?|look(?:ed)? (?:into|at)|spoken|talked|speak|asked|ask|read|checked|raised
    |told|been (?:to|offered)|set|used)\b""",
    rf"""(?:why (?:don't|not|do not)|(?:could|can|would|will|won't|can't
    |couldn't) you {_SOFTLY}(?:{_DO}|consider))\b(?! (?:more|me more|us more))""",
    r"(?:how|what) about (?!you\b|it\b|that\b|this\b|them\b)|what if (?:you|they|the)\b",
    r"(?:if i (?:were|was) you|in your (?:place|position|shoes),? i(?:'d| would))\b",
    r"you could (?:always|maybe|perhaps|also)\b",
    r"""you (?:could|might) (?!(?:be|have|feel|hear|see|tell|say|not|hardly|barely|only|even|still
    |know|never|imagine|as|do (?:no|nothing|little)|find|come|write)\b)[a-z]+\b""",
    r"""there(?:'s| is| are) (?:a |an |some )?(?:\w+ )?(?:app|book|course|group|podcast|technique
    |website|method|tool|exercise|helpline|programme|program)s?\b""",
    r"(?:maybe|perhaps) you (?:could|should|can|might|need)\b",
    r"""(?<!if )(?<!what )(?<!whatever )(?<!when )you (?:really |just )?need (?:a|an|some|more|less
    |better)\b""",
    r"you (?:might|may|would) (?:like|enjoy|need|benefit)\b|\byou can do (?:that|this|the same)\b",
    r"\bis there (?:any |a |some )?(?:chance|way|possibility|option)\b",
    r"\b(?:someone|somebody|anyone) (?:\w+ ){0,3}could\b",
    r"""(?:has|did) (?:anyone|anybody|someone|somebody) (?:suggest|offer|think|thought|tried|mention
    |consider|look)""",
    # I would, one could, they should
    rf"""\bi(?:'d| would| should) {_SOFTLY}(?:recommend|advise|suggest|urge|consider|vote for|go for
    |want to (?:check|ask|know whether|rule)|be (?:careful|inclined|firm)|(?!(?:have|say|sit|read
    |see|find|still)\b|let (?:that|it|this)\b)(?:{_DO})\b)""",
    r"\bi (?:suggest|recommend|advise|urge|propose)\b",
    rf"""(?:\b(?:he|she|they|someone|somebody|your \w+|the (?!way\b|world\b
    |system\b)\w+) {_SOFTLY}(?:should|ought to|needs? to) (?!(?:not |never )?(?:have|feel
    |be (?:this|so|like))\b))""",
    r"\b(?:your|the) \w+ (?:has|have) to (?:know|hear|see|be (?:told|asked|shown))\b",
    # it helps, the trick is, my advice
    r"\bdo (?:you|him|her|them) (?:\w+ )?(?:\w+ )?good\b|(?:works?|does|do) (?:wonders|a treat)",
    r"""it(?:'d| would| might| could| may|'s| is) be (?:good|best|wise|better|helpful|useful
    |sensible)\b""",
    r"(?:might|may|could|would|can|will|to|it|that|really|always) helps? (?:to|if|when)\b",
    r"(?:what|thing that) (?:works|worked|helps|has worked|always helps)\b(?! (?:you|against))",
    r"""(?:it(?:'s| is| may be| might be| would be| could be) |\b)(?:well )?worth (?:\w+ing\b
    |a (?:try
    |look|thought|chat|call|shot))""",
    r"""\b(?:my|some|one|a bit of|piece of) (?:small |little |quick |only |best )?(?:advice
    |suggestion
    |tip|idea|trick|recommendation)\b(?!s)""",
    r"""\b(?:the|one|a) (?:\w+ )?(?:trick|answer|key|solution|fix|remedy|way (?:out|forward)
    |next step
    |thing (?:that )?(?:you|to)|strategy|approach|option)\b""",
    rf"""\b(?:best|better|wise|time|a good idea|important|helpful|useful|okay|ok|fine) to (?!hear
    |know
    |read|see|be\b|feel|say\b)(?:{_DO})\b""",
    # try, ask, don't
    rf"""{_FIRST}(?:don't|do not|never|avoid|consider|remember to|do (?:less|more|it|that|this
    |something|one|not)|make sure|be sure|be (?:kind|gentle|firm|honest|clear|careful)
    |maybe it's time|try not)\b(?! (?:know|have|think|feel|had|want|mind|in my|i\b))""",
    rf"""{_FIRST}(?!(?:take care|look after|tell (?:me|us)|say (?:more|it)|write (?:here|again)
    |keep going|go on|let me|see you|have (?:you|i|they)|work (?:is|was|has)|rest (?:is|was)
    |walk with|read(?:,| and| (?:it |this )?(?:twice|slowly|again|every))|set (?:free|off)
    |cut (?:off|up)|put (?:so|that|like)|run (?:down|off)|broken?|show up|find me|sleep (?:is|was
    |had)|watch\w*ed|test (?:day|week)|change is|sit with (?:you|us))\b)(?:{_DO})\b(?!(?:, i\b
    | (?:is|was|were|are|has|had)\b))""",
)
_ANY = any_of(_WORDS)


def advice_in(text: str) -> str:
    """The first words of `text` that read like advice, as typed, or "".

    It knows the shapes of advice in English, not its meaning: it is asked once before a reply is
    posted, and may be told that it is wrong. Quoted lines (“> …”) are somebody else’s.
    Never raises.
    """
    own = "\n".join(line for line in text.splitlines() if not line.startswith(">"))
    found = _ANY.search(plain(own))
    return found[0].strip(" .,;:!?\n") if found else ""
