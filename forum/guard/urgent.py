"""Words of crisis, or of a duty to report, in what somebody is about to post.

A pointer, never triage: it only decides whether the page stops first and names whom to call. It
reads words and no meaning, so what is denied (“no suicidal thoughts”) stops as well, and what is
said in words that are not here passes. It looks for what binds clinicians nearly everywhere, though
by rules of each state: danger to oneself, danger to others, abuse and neglect of a child or a
dependent adult (Tarasoff v. Regents, 17 Cal. 3d 425; 42 USC 5106a; the Care Act 2014, s. 42).
"""

from forum.guard.phrases import any_of, plain

_SELF = r"(?:him|her|them|my|your|one)sel(?:f|ves)"
_OWN = r"(?:his|her|their|my|your|one's)"
_SOMEBODY = r"""(?:him|them|me|us|someone|somebody|people|everyone|each other|one another
    |(?:his|her|their|my|the|a) (?:own )?(?:wife|husband|partner|girlfriend|boyfriend|mother|mum
        |mom|father|dad|parents?|brother|sister|siblings?|son|daughter|child|children|kids?|baby
        |infant|toddler|teacher|classmates?|carers?|staff|resident|grandmother|grandfather|nan)
    |her(?=\s*(?:$|[.,;:!?)"”—-]|\s(?:and|or|but|when|if|with|in|on|at|because|again|for|every|so
        |almost|sometimes|often|once|twice|repeatedly|hard|while|until|last|this|whenever|after
        |before|during|as|nearly|daily|over|across)\b)))"""

_WORDS = (
    # danger to oneself
    r"""suicid(?:e|es|al|ality)\b(?!\s(?:prevention|awareness|postvention|first aid|hotline|training
    |intervention training))""",
    r"""(?:wants?|wanted|wanting|wish(?:es|ed)?|going|ready|rather)(?: to)? (?:die
    |be dead)\b(?! (?:of
    |from) (?:embarrassment|shame|boredom|laughter|laughing)| laughing)""",
    r"wish(?:es|ed)? (?:he|she|they|i) (?:was|were|had) (?:dead|never been born|never woken)",
    r"(?:better off|would be better) (?:dead|without (?:him|her|them|me) (?:here|around))",
    rf"(?:kill|hang|drown|shoot|starv)(?:s|e|es|ed|ing)? {_SELF}",
    rf"(?:hurt|harm|cut|burn|injur|poison)(?:s|e|es|ed|t?ing)? {_SELF}",
    rf"(?:end|take|taking|took|ending|ended) (?:{_OWN} (?:own )?life|it all)\b",
    r"""self[ -](?:harm(?:s|ed|ing)?|injur(?:y|ies|ing|ious)|mutilat\w+)(?! (?:training|awareness
    |prevention))""",
    r"overdos(?:e|es|ed|ing)\b",
    r"""(?:do(?:es)?n't|do(?:es)? not|didn't|no longer) (?:really )?(?:want|wants|wanted) to (?:live
    |be alive|be here any ?more|go on living|wake up)""",
    r"(?:no reason|nothing left|no will|no point) (?:to|in) (?:live|living)\b",
    # danger to others
    rf"""(?!beats me\b)(?:kill|stab|shoot|murder|strangl|chok|beat|punch|slap|hit|kick|burn
    |attack|hurt
    |harm|shov|throttl|smack|belt)(?:s|e|es|ed|t?ing)? (?:up )?{_SOMEBODY}(?! (?:at (?:chess|cards
    |a game|\w+\ball)|to it|that |like a|most|home\b))""",
    r"""threat(?:en(?:s|ed|ing)?|s)? (?:to|of) (?!(?:derail|undo|undermine|quit|leave|cancel|stop
    |end (?:the|our)|drop|withdraw|overwhelm|become|swamp|spill|take over|closure|change|losing
    |failure|budget)\b)""",
    rf"threaten(?:s|ed|ing)? {_SOMEBODY}",
    r"homicid(?:e|al)\b",
    r"""(?:ha[sd]|have|bring(?:s|ing)?|brought|carr(?:ies|ied|y)|bought|owns?) (?:a|the|his|her
    |dad's) (?:loaded )?(?:gun|knife|weapon|pistol|rifle|shotgun|blade|razor)\b(?! (?:and fork
    |grip|skills?))""",
    rf"voices (?:that |which )?(?:tell|told|say|said|command)\w* (?:{_SOMEBODY}|her)\b",
    # abuse and neglect
    r"""(?<!substance )(?<!alcohol )(?<!drug )(?<!medication )(?<!opioid )abus(?:e|es|ed|ing|ive
    |er)\b(?! (?:prevention|awareness|training|of (?:notation|language|the term)))""",
    r"(?:molest|rap(?:e|es|ed|ing)\b|incest|traffick)",
    r"sexual(?:ly)? (?:assault|contact|exploit|touch|harass)",
    rf"""touch(?:es|ed|ing)? (?:{_SOMEBODY}|her) (?:inappropriately|sexually|down there|there\b
    |in ways?)""",
    r"""(?:(?:is|are|was|were|been|being|badly|severely) neglected\b|neglectful|child neglect
    |(?:signs?|case|suspicion|form|picture) of neglect|(?:suspect\w*|medical|emotional) neglect)""",
    r"""(?:unexplained|fresh|new|old|multiple|finger|hand)[ -](?:bruis\w+|burns?|injur\w+|marks
    |welts)
    |bruis\w+ (?:on|around|over|across|all)\b|welts\b""",
    r"(?:domestic|family|partner) violence\b(?! (?:training|awareness))",
    r"""(?:scared|afraid|frightened|terrified) (?:to (?:go|be|come) (?:back )?(?:at )?home|of (?:his
    |her|their) (?:father|dad|mother|mum|mom|partner|husband|wife|stepfather|stepdad|boyfriend))""",
    r"""(?:not|isn't|aren't|never|don't feel|doesn't feel) safe (?:at home|with (?:his|her|their|him
    |them|mum|mom|dad))|unsafe at home""",
    r"lock(?:s|ed|ing)? (?:him|her|them|the (?:child|kids?|children)) (?:in|out|up)\b",
    # a duty, or danger by its name
    r"(?:duty|obligat\w+|obliged|mandated|required|have|need) to report\b(?! (?:back|on|progress))",
    r"mandat(?:ed|ory) report(?:er|ing|s)?\b(?! training)",
    r"""safeguarding (?:concern|issue|referral|disclosure)|child protection|adult protective
    |child protective|\bcps\b""",
    r"""(?<!not )(?<!no )(?<!out of )in (?:immediate |real |serious |grave )?danger\b
    (?! of (?:losing|missing|being (?:overlooked|lost|late)|forgetting|failing|closing))""",
)
_ANY = any_of(_WORDS, before=r"(?<![\w-])")


def urgent_in(text: str) -> list[str]:
    """The words in `text` for which its author should first look at who may be in danger.

    In the order of the text, each once, as typed but for spaces and apostrophes; empty where there
    is none. Never raises. English only.
    """
    line = " ".join(plain(text).split())
    return list(dict.fromkeys(found[0].lower() for found in _ANY.finditer(line)))
