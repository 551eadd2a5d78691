"""Words that tell dates and ages of a person from scores, doses and talk about no one.

Every constant is a piece of a verbose, case-insensitive pattern. The words come from how clinical
notes and posts are written in American, British, Irish, Australian, Canadian and South African
English; none is a name.
"""

import re

MONTH = r"""(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
    |sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"""

# French, Spanish and Afrikaans months that aren't English words; they count beside a day.
MONTH_ABROAD = r"""(?:janvier|f[eé]vrier|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre
    |d[eé]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre
    |diciembre|januarie|februarie|maart|mei|augustus|oktober|desember)"""

WEEKDAY = r"""(?:mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?
    |sat(?:urday)?|sun(?:day)?|wensday|wednsday)"""

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:(?:19|20)\d\d)"

_TENS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
DAY_IN_WORDS = rf"""(?:(?:twenty|thirty)[-\ ](?:{_TENS})|{_TENS}|tenth|eleventh|twelfth|thirteenth
    |fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"""

HOLIDAY = r"""(?:(?:christmas|xmas)(?:\ (?:eve|day|night))?|boxing\ day|new\ year'?s?(?:\ (?:eve|day))?
    |nye|hogmanay|hallowe'?en(?:\ night)?|thanksgiving(?:\ day)?|black\ friday|labou?r\ day
    |memorial\ day|presidents'?\ day|mlk\ day|martin\ luther\ king\ day|columbus\ day
    |indigenous\ peoples'?\ day|veterans'?\ day|juneteenth|independence\ day|(?:the\ )?4th\ of\ july
    |fourth\ of\ july|super\ bowl\ sunday|groundhog\ day|election\ day|april\ fool'?s(?:\ day)?
    |(?:st\.?\ )?(?:patrick|paddy|patty|andrew|david|george|brigid|jean[- ]baptiste)'?s?\ day
    |valentine'?s?(?:\ day)?|pancake\ (?:day|tuesday)|shrove\ tuesday|mardi\ gras|fat\ tuesday
    |ash\ wednesday|palm\ sunday|maundy\ thursday|good\ friday|holy\ saturday
    |easter(?:\ (?:sunday|monday|saturday|weekend))?|whit\ monday|pentecost|all\ (?:saints|souls)'?\ day
    |mother'?s'?\ day|mothering\ sunday|father'?s'?\ day|grandparents'?\ day
    |canada\ day|victoria\ day|family\ day|civic\ holiday|remembrance\ (?:day|sunday)
    |anzac\ day|australia\ day|waitangi\ day|matariki|(?:king|queen)'?s\ birthday|melbourne\ cup(?:\ day)?
    |heritage\ day|freedom\ day|youth\ day|women'?s\ day|workers'?\ day|human\ rights\ day|may\ day
    |day\ of\ reconciliation|mandela\ day|bonfire\ night|guy\ fawkes(?:\ night)?|burns\ night
    |diwali|deepavali|holi|eid(?:[- ]al[- ](?:fitr|adha))?|ramadan|ashura|hanukk?ah|chanukah|passover
    |pesach|purim|yom\ kippur|rosh\ hashana[h]?|sukkot|lunar\ new\ year|chinese\ new\ year|kwanzaa
    |d[ií]a\ de\ (?:los\ )?muertos|cinco\ de\ mayo|epiphany|(?:the\ )?feast\ of\ [a-z.' ]{3,20}
    |(?:(?:may|august|spring|early\ may|summer)\ )?bank\ holiday(?:\ (?:monday|weekend))?)"""

KIN = r"""(?:mum(?:my)?|mom(?:my)?|mam(?:my)?|mother|dad(?:dy)?|da|father|step(?:mum|mom|dad|mother|father|son
    |daughter)|parents?|wife|husband|partner|spouse|fianc[eé]e?|boyfriend|girlfriend|son|daughter
    |brother|sister|siblings?|twins?|nan(?:a|ny)?|gran(?:ny|dma|dad|dpa|dmother|dfather|dson
    |ddaughter|dparents?|dchild)?|grampa|oma|opa|ouma|oupa|abuel[ao]|nonn[ao]|aunt(?:ie|y)?|uncle|cousin|niece|nephew
    |carer|caregiver|foster\ (?:mum|mom|dad|carer|parent)s?)"""

PERSON = rf"""(?:s?he|him|her|hers|his|himself|herself|s?hes|{KIN}|pt|pts|patient|client|resident|kiddo|kid|child|boy
    |girl|lad|lass|toddler|baby|infant|newborn|teen(?:ager)?|man|woman|lady|gentleman|guy|fella|bloke
    |veteran|vet|widow(?:er)?|student|pupil|family|mr|mrs|ms|miss|dr|inmate)"""

# Things that happen to one person on one day, as verbs and as nouns.
EVENT = r"""(?:admit(?:ted)?|admission|adm|discharged?|d/?c'?d?|dc'?ed|transfer(?:red)?|referred|referral|readmit(?:ted)?|readmission
    |diagnos(?:ed|is)|dx'?d?|onset|symptoms|born|died|passed(?:\ away)?|death|funeral|buried|killed|fell|falls?|slipped
    |surger(?:y|ies)|sx|operat(?:ed|ion)|(?:post-?)?op|procedure|repair(?:ed)?|repair|graft(?:ed)?|fixation|orif|tka|tkr|tha|thr|tsa|rtsa|cabg|acl|acdf
    |amputat(?:ed|ion)|bka|aka|craniotomy|craniectomy|microdiscectomy|discectomy|laminectomy|fusion|tenotomy|arthroplasty
    |replacement|resection|excision|mastectomy|section|delivery|transplant|implant(?:ed|ation)?|activat(?:ed|ion)|switch-?on
    |intubated|extubated|trach(?:ed|eostomy)?|decannulated|peg|g-?tube|ng|tubes?|cast(?:ed|ing)?|splint(?:ed)?|fitted|fitting|pins?
    |sutures|staples|stitches|removed|botox|inject(?:ed|ions?)|infusion|chemo|dialysis|mri|ct|x-?rays?|xr|eeg|emg|mbss?|mbs|fees|vfss|scan(?:ned)?|scoped
    |cva|stroke|tia|mi|sah|tbi|abi|sci|mvc|mva|rta|gsw|accident|crash(?:ed)?|collision|injur(?:y|ed)|concussion|burn(?:ed|t)?|assault(?:ed)?|stabbed|shot
    |seizures?|collapsed|overdosed?|attempt(?:ed\ suicide)?|hospitali[sz]ed|hospitali[sz]ation|sectioned|detained|arrested|released?|removal|placed|placement
    |eval(?:uated|uation)?|re-?eval(?:uated|uation)?|ie|initial|assess(?:ed|ment)|re-?assess(?:ed|ment)|screen(?:ed|ing)?|tested|seen|visit(?:ed)?|appt|appointment
    |intake|review(?:ed)?|rev|mtg|meeting|iep|ifsp|ehcp|arc|conference|hearing|court|tribunal|trial\ date|parole|custody|mediation
    |started|starts|began|begins|start|soc|roc|doa|dos|doi|dob|d\.?o\.?b|dod|moved|left|retired|suspended|expelled|excluded|fired|quit
    |turned|turns|birthday|bday|married|wedding|divorced|separated|graduat(?:ed|ion|es)|deployed|returned|signed|dated|sent|called|emailed|faxed|wrote|received|texted|rang|phoned
    |opened|re-?opened|closed|reopened|booked|scheduled|sched|rescheduled|cancel+ed|missed|due|expir(?:es|ed)|lapsed|ends|ended|finished|completed|done|last|next
    |home|moved|adopted|placed|disclosed|confirmed|positive|negative|note|report|letter|session)"""

# What a score is a score of; beside a fraction it is no date.
SCORED = r"""(?:pain|mmt|strength|scor(?:e[ds]?|ing)|rat(?:ed|es?|ing)|grad(?:e[ds]?|ing)|oxford|accuracy|acc|accurate|correct|vas|nprs|nrs
    |apgars?|berg|moca|mmse|slums|tinetti|katz|lawton|barthel|gcs|gds|phq-?\d?|gad-?\d?|ashworth|mas|borg|rpe|snellen|vision|acuity|bp
    |at\ best|at\ worst|worst|best|average|avg|reflexes|dtrs?|pulses|bristol|achieved|averaged|imitated|matched|named|identified|followed|answered
    |independent(?:ly)?|mood|distress|suds|anxiety|fatigue|effort|baseline|ratio|probability|time\ signature|fasting|lr|subtests?|items?)"""

COUNTED = r"""(?:trials?|opp(?:ortunitie)?s?|opportunity|attempts?|reps?|sets?|times|days?|nights?|weeks?|months?|hours?|sessions?|visits?|strength|mmt|pain|correct|acc(?:uracy)?
    |accurate|words|sounds|steps?|items?|questions|directions|commands|signs?|bites?|sips|presentations|pictures|activities|tasks|goals|transitions|exchanges|targets?|criteria
    |at\ (?:rest|best|worst|baseline)|with\ (?:min|mod|max|verbal|visual|tactile|cue|cues|cueing|prompt|prompts|assist|support|activity|movement)|prompts?|cues?
    |split|ratio|rule|fasting|time\ signature|in(?:ch|ches)?\b|cups?|tsp|tbsp|ml|mg|mm|cm|of\ the\ (?:time|way)|vision|os|od|ou|full|bilat(?:eral(?:ly)?)?
    |grossly|throughout|globally|in\ (?:the\ )?(?:shoulder|elbow|wrist|hand|grip|hip|knee|ankle|quads?|all)|shoulder|elbow|wrist|hip|knee|ankle|quads?|hams?|glutes?|biceps|triceps|deltoids?|grip|dorsiflex\w*|flex\w*|abd\w*|ext\w*)"""

# Units that make a number no day of a month and no age.
UNIT = r"""(?:%|percent|per\ ?cent|deg(?:rees?)?|°|cm|mm|met(?:re|er)s?|m|km|miles?|ft|feet|in(?:ches)?|yards?|yds?|steps?|stairs|blocks?|
    mg|mcg|g|kg|kgs|kilos?|lbs?|pounds?|stone|oz|ml|mls|l|litres?|liters?|cc|units?|bpm|beats|hz|khz|db|dba|cal(?:orie)?s?|kcal|rpm|watts?|
    s|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|nights?|wks?|weeks?|sessions?|visits?|reps?|repetitions|sets?|times|x|trials?|words?|
    points?|pts|items?|out\ of|over|dollars?|bucks|quid|euros?|pounds|p|k|people|kids|children|clients|patients|pages|on\ (?:ra|room\ air|air|\d)|
    sats?|th|centile|percentile|%ile|st|nd|rd|ish\ (?:degrees|percent|minutes)|per\ (?:min|minute|cent|day|week)|/|:|-\d|\.\d|,\d{3})"""

HABIT = re.compile(
    r"""\b(?:every|each|always|usually|generally|typically|normally|never|habitual\w*|any\s+given|most\s+years|all\s+year|year\s+after\s+year
    |annual(?:ly)?|yearly|awareness|acceptance\s+month|history\s+month|semesters?|intakes|referrals|caseloads?|renewals?|exams\b|conference|webinar|CEUs?|CPD|licensure
    |tends?\s+to|anyone\s+else|anybody\s+else|does\s+anyone|in\s+general|fiscal|budget|grants?)\b""",
    re.IGNORECASE | re.VERBOSE,
)

PAST = re.compile(
    r"""\b(?:\w{2,}ed|was|were|had|went|came|did|got|took|gave|told|said|left|began|became|broke|brought|bought|bit|fell|felt|found|hit|kept|knew
    |made|met|lost|ran|rang|saw|sent|shot|spoke|stood|stole|threw|woke|wrote|passed|passing|dx|onset|born|since|s/p)\b""",
    re.IGNORECASE | re.VERBOSE,
)

SOMEONE = re.compile(rf"\b{PERSON}\b", re.IGNORECASE | re.VERBOSE)
HAPPENED = re.compile(rf"\b{EVENT}\b", re.IGNORECASE | re.VERBOSE)
