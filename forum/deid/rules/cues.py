"""Words that tell dates and ages of a person from scores, doses and talk about no one.

The upper-case strings are pieces of verbose, case-insensitive patterns. The words come from how
clinicians write in American, British, Irish, Australian, Canadian and South African English.
"""

import re

MONTH = r"""(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
    |sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"""
WEEKDAY = r"""(?:mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?
    |sat(?:urday)?|sun(?:day)?|wensday|wednsday)"""

# French, Spanish and Afrikaans, where they are no English words: clinicians mix them in.
MONTH_ABROAD = r"""(?:janvier|f[eé]vrier|avril|mai|juin|juillet|ao[uû]t|septembre|octobre
    |novembre|d[eé]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre
    |noviembre|diciembre|januarie|februarie|maart|mei|augustus|oktober|desember)"""
WEEKDAY_ABROAD = r"""(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes
    |mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|maandag|dinsdag|woensdag|donderdag|vrydag
    |saterdag|sondag)"""

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:(?:19|20)\d\d)"

_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
DAY_IN_WORDS = rf"""(?:(?:twenty|thirty)[-\ ](?:{_ONES})|{_ONES}|tenth|eleventh|twelfth|thirteenth
    |fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"""

HOLIDAY = r"""(?:(?:christmas|xmas)(?:\ (?:eve|day|night))?|boxing\ day|new\ year'?s?(?:\ (?:eve|day))?
    |nye|hogmanay|hallowe'?en(?:\ night)?|thanksgiving(?:\ day)?|black\ friday|labou?r\ day
    |memorial\ day|presidents'?\ day|mlk\ day|martin\ luther\ king\ day|columbus\ day
    |indigenous\ peoples'?\ day|veterans'?\ day|juneteenth|independence\ day|(?:4th|fourth)\ of\ july
    |super\ bowl\ sunday|groundhog\ day|election\ day|april\ fool'?s(?:\ day)?
    |(?:st\.?\ )?(?:patrick|paddy|patty|andrew|david|george|brigid|jean[- ]baptiste)'?s?\ day
    |valentine'?s?(?:\ day)?|pancake\ (?:day|tuesday)|(?:shrove|fat)\ tuesday|mardi\ gras
    |ash\ wednesday|palm\ sunday|maundy\ thursday|good\ friday|holy\ saturday|whit\ monday|pentecost
    |easter(?:\ (?:sunday|monday|saturday|weekend))?|all\ (?:saints|souls)'?\ day|mothering\ sunday
    |(?:mother|father|grandparent|women|worker|king|queen)s?'?s?'?\ (?:day|birthday)
    |(?:canada|victoria|family|remembrance|anzac|australia|waitangi|heritage|freedom|youth|may)\ day
    |human\ rights\ day|remembrance\ sunday|civic\ holiday|day\ of\ reconciliation|mandela\ day
    |matariki|melbourne\ cup(?:\ day)?|bonfire\ night|guy\ fawkes(?:\ night)?|burns\ night
    |diwali|deepavali|holi|eid(?:[- ]al[- ](?:fitr|adha))?|ramadan|ashura|hanukk?ah|chanukah
    |passover|pesach|purim|yom\ kippur|rosh\ hashanah?|sukkot|(?:lunar|chinese)\ new\ year|kwanzaa
    |d[ií]a\ de\ (?:los\ )?muertos|cinco\ de\ mayo|epiphany|(?:the\ )?feast\ of\ [a-z.' ]{3,20}
    |(?:(?:early\ )?(?:may|august|spring|summer)\ )?bank\ holiday(?:\ (?:monday|weekend))?)"""

KIN = r"""(?:mum(?:my)?|mom(?:my)?|mam(?:my)?|mother|dad(?:dy)?|father|step(?:mum|mom|dad|mother
    |father|son|daughter)|parents?|wife|husband|partner|spouse|fianc[eé]e?|(?:boy|girl)friend|son
    |daughter|brother|sister|siblings?|twins?|nan(?:a|ny)?|gran(?:ny|dma|dad|dpa|dmother|dfather
    |dson|ddaughter|dparents?|dchild)?|grampa|oma|opa|ouma|oupa|abuel[ao]|nonn[ao]|aunt(?:ie|y)?
    |uncle|cousin|niece|nephew|carer|caregiver)"""
KIND = rf"""(?:{KIN}|pt|patient|client|resident|man|woman|lady|gentleman|gent|guy|fella|chap|bloke
    |widow(?:er)?|veteran|vet|male|female)"""
PERSON = rf"""(?:s?he|him|hers?|his|himself|herself|s?hes|{KIND}|pts|kiddo|kid|child|boy|girl|lad
    |lass|toddler|baby|infant|newborn|teen(?:ager)?|student|pupil|family|inmate|mr|mrs|ms|miss|dr)"""

# What befalls one person on one day, in full and as charted.
EVENT = r"""(?:admit(?:ted)?|admission|adm|discharged?|d/?c['’]?e?d?|transfer(?:red)?|referr(?:ed|al)
    |re-?admi(?:t|tted|ssion)|diagnos(?:ed|is)|dx['’]?d?|onset|symptoms|born|died|passed(?:\ away)?
    |death|funeral|buried|killed|fell|falls?|slipped|surger(?:y|ies)|sx|operat(?:ed|ion)|(?:post-?)?op
    |procedure|repair(?:ed)?|graft(?:ed)?|fixation|orif|tk[ar]|th[ar]|tsa|rtsa|cabg|acl|acdf|amputat(?:ed|ion)
    |bka|aka|crani(?:otomy|ectomy)|(?:micro)?discectomy|laminectomy|fusion|tenotomy|arthroplasty
    |replacement|resection|excision|mastectomy|section|delivery|transplant|implant(?:ed|ation)?
    |activat(?:ed|ion)|switch-?on|(?:in|ex)tubated|trach(?:ed|eostomy)?|decannulated|peg|g-?tube|ng|tubes?
    |cast(?:ed|ing)?|splint(?:ed)?|fitt(?:ed|ing)|pins?|sutures|staples|stitches|removed|removal|botox
    |inject(?:ed|ions?)|infusion|chemo|dialysis|mri|ct|x-?rays?|xr|eeg|emg|mbss?|fees|vfss|scan(?:ned)?
    |scoped|cva|mca|aca|pca|ich|sdh|stroke|tia|mi|sah|tbi|abi|sci|mvc|mva|rta|gsw|accident
    |crash(?:ed)?|collision|injur(?:y|ed)|concussion|burn(?:ed|t)?|assault(?:ed)?|stabbed|shot
    |seizures?|collapsed|overdosed?|hospitali[sz](?:ed|ation)|sectioned|detained|arrested|released?
    |placed|placement|re-?eval(?:uated|uation)?|eval(?:uated|uation)?|ie|re-?assess(?:ed|ment)?
    |assess(?:ed|ment)|screen(?:ed|ing)?|tested|seen|visit(?:ed)?|appt|appointment|intake|re-?cert
    |review(?:ed)?|rev|mtg|meeting|meets|iep|ifsp|ehcp|conference|hearing|court|tribunal|parole
    |custody|mediation|interview|testify|subpoena(?:ed)?|graduat(?:ed|ion|es)|start(?:ed|s)?|began
    |begins?|soc|roc|doa|dos|doi|dob|d\.o\.b|dod|moved|left|retired|suspended|expelled|excluded
    |fired|quit|turned|turns|birthday|b-?day|married|wedding|divorced|separated|deployed|returned
    |back|came|signed|dated|sent|called|emailed|faxed|wrote|received|texted|rang|phoned|opened
    |re-?opened|closed|booked|scheduled|sched|set\ for|rescheduled|cancel+ed|missed|due|expir(?:es|ed)
    |lapsed|ends|ended|finished|done|again|last|next|home|adopted|disclosed|confirmed|reported
    |positive|negative|note|report|letter)"""

# What a score is a score of; before a fraction it means no date.
SCORED = r"""(?:pain|mmt|strength|scor(?:e[ds]?|ing)|rat(?:ed|es?|ing)|grad(?:e[ds]?|ing)|oxford
    |accura(?:cy|te)|acc|correct|vas|nprs|nrs|apgars?|berg|moca|mmse|slums|tinetti|katz|lawton
    |barthel|gcs|gds|phq-?\d?|gad-?\d?|ashworth|mas|borg|rpe|snellen|vision|acuity|bp|at\ best
    |at\ worst|worst|best|average|avg|reflexes|dtrs?|pulses|bristol|achieved|averaged|imitated
    |matched|named|identified|followed|answered|independent(?:ly)?|mood|distress|suds|anxiety
    |fatigue|effort|baseline|ratio|probability|time\ signature|fasting|subtests?|items?|days|nights)"""
# What a score counts; after a fraction it means no date.
COUNTED = r"""(?:trials?|opp(?:ortunit(?:y|ies))?s?|attempts?|reps?|sets?|times|days?|nights?|weeks?
    |months?|hours?|sessions?|visits?|strength|mmt|pain|correct|acc(?:ura(?:cy|te))?|words|sounds
    |steps?|items?|questions|directions|commands|signs?|bites?|sips|presentations|pictures
    |activities|tasks|goals|transitions|exchanges|targets?|criteria|prompts?|cues?|split|ratio|rule
    |at\ (?:rest|best|worst|baseline)|with\ (?:min|mod|max|verbal|visual|tactile|cue|cues|cueing
    |prompts?|assist|support|activity|movement)|fasting|time\ signature|inch(?:es)?|cups?|tsp|tbsp
    |m[lgm]|cm|of\ the\ (?:time|way)|vision|o[sdu]|full|bilat(?:eral(?:ly)?)?|grossly|throughout
    |globally|(?:in\ (?:the\ )?)?(?:shoulders?|elbow|wrist|hand|grip|hips?|knees?|ankles?|quads?
    |hams?|glutes?|biceps|triceps|deltoids?|all)|dorsiflex\w*|flex\w*|abd\w*|ext\w*)"""

# Units that make a number no day of a month, no age and no room.
UNIT = r"""(?:%|percent|per\ ?cent|deg(?:rees?)?|°|cm|mm|met(?:re|er)s?|m|km|miles?|ft|feet
    |inch(?:es)?|yards?|yds?|steps?|stairs|blocks?|mg|mcg|g|kgs?|kilos?|lbs?|pounds?|stone|oz|mls?
    |l|lit(?:re|er)s?|cc|units?|bpm|beats|k?hz|dba?|k?cal(?:orie)?s?|rpm|watts?|s|secs?|seconds?
    |mins?|minutes?|hrs?|hours?|days?|nights?|wks?|weeks?|sessions?|visits?|reps?|repetitions|sets?
    |times|x|trials?|words?|points?|pts|items?|out\ of|dollars?|bucks|quid|euros?|people|kids
    |children|clients|patients|pages|(?:on|over)\ \d|on\ (?:ra|room\ air|air)|sats?|th|st|nd|rd
    |centiles?|percentiles?|per\ (?:min|minute|day|week)|[/:]\d|-\d|\.\d|,\d{3})"""

SOMEONE = re.compile(rf"\b{PERSON}\b", re.IGNORECASE | re.VERBOSE)
HAPPENED = re.compile(rf"\b{EVENT}\b", re.IGNORECASE | re.VERBOSE)
MEASURED = re.compile(rf"\s?-?(?:{UNIT})(?![a-z])", re.IGNORECASE | re.VERBOSE)

HABIT = re.compile(
    r"""\b(?:every|each|always|usually|generally|typically|normally|never|habitual\w*|any\s+given
    |most\s+years|year\s+after\s+year|annual(?:ly)?|yearly|awareness|acceptance\s+month
    |history\s+month|semesters?|intakes|referrals|caseloads?|renewals?|exams|conference|webinar
    |CEUs?|CPD|licensure|tends?\s+to|anyone\s+else|anybody\s+else|does\s+anyone|in\s+general|fiscal
    |budget|grant\s+money|funding)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Past tense, without “have settled” and “are tired”; only irregular verbs that can't be present.
PAST = re.compile(
    r"""\b(?:(?<!have\s)(?<!has\s)(?<!'ve\s)(?<!’ve\s)(?<!are\s)(?<!get\s)(?<!be\s)[a-z]{2,}ed|was|were|had|went
    |came|did|got|took|gave|given|told|said|left|began|became|broke|brought|bought|bit|fell|felt
    |found|kept|knew|made|met|lost|ran|rang|saw|sent|shot|spoke|stood|stole|threw|woke|wore|wrote
    |grew|held|led|paid|rode|rose|sang|sat|sold|slept|spent|taught|thought|won|ate|drank|drove|flew
    |forgot|heard|caught|chose|fought|swore|dx|onset|born|s/p)\b""",
    re.IGNORECASE | re.VERBOSE,
)
