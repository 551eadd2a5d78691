"""Words that tell dates and ages of a person from scores, doses and talk about no one.

Constants in capitals are pieces of verbose, case-insensitive patterns. The words come from how
clinicians write in American, British, Irish, Australian, Canadian and South African English.
"""

import re


def any_of(words: str) -> str:
    """A piece of a pattern for any of these words, each itself a pattern; `_` is a space."""
    return "(?:" + "|".join(words.replace("_", r"\s").split()) + ")"


def _finds(words: str) -> re.Pattern[str]:
    """For text in small letters, such as `sentence` gives: that is three times as fast."""
    return re.compile(rf"\b{words}\b")


MONTH = any_of("""
    jan(?:uary)? feb(?:r?uary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)?
    oct(?:ober)? nov(?:ember)? dec(?:ember)?""")
WEEKDAY = any_of("""
    mon(?:day)? tues?(?:day)? wed(?:s|nesday)? thu(?:r|rs|rsday)? fri(?:day)? sat(?:urday)?
    sun(?:day)? wensday wednsday""")

# French, Spanish and Afrikaans, where they are no English words: clinicians mix them in.
MONTH_ABROAD = any_of("""
    janvier f[eé]vrier avril mai juin juillet ao[uû]t septembre octobre novembre d[eé]cembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    januarie februarie maart mei augustus oktober desember""")
WEEKDAY_ABROAD = any_of("""
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes mi[eé]rcoles jueves viernes
    s[aá]bado domingo maandag dinsdag woensdag donderdag vrydag saterdag sondag""")

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:(?:19|20)\d\d)"
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
DAY_IN_WORDS = any_of(f"""
    (?:twenty|thirty)[-_](?:{_ONES}) {_ONES} tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth thirtieth""")

HOLIDAY = any_of(r"""
    (?:christmas|xmas)(?:_(?:eve|day|night))? boxing_day new_year'?s?(?:_(?:eve|day))? nye hogmanay
    hallowe'?en(?:_night)? thanksgiving(?:_day)? black_friday labou?r_day memorial_day
    presidents'?_day mlk_day martin_luther_king_day columbus_day indigenous_peoples'?_day
    veterans'?_day juneteenth independence_day (?:4th|fourth)_of_july super_bowl_sunday
    groundhog_day election_day april_fool'?s(?:_day)? valentine'?s?(?:_day)?
    (?:st\.?_)?(?:patrick|paddy|patty|andrew|david|george|brigid|jean[-_]baptiste)'?s?_day
    pancake_(?:day|tuesday) (?:shrove|fat)_tuesday mardi_gras ash_wednesday palm_sunday
    maundy_thursday good_friday holy_saturday whit_monday pentecost all_(?:saints|souls)'?_day
    (?:(?:greek|orthodox)_)?easter(?:_(?:sunday|monday|saturday|weekend))? mothering_sunday
    (?:mother|father|grandparent|women|worker|king|queen)s?'?s?'?_(?:day|birthday)
    (?:canada|victoria|family|remembrance|anzac|australia|waitangi)_day
    (?:heritage|freedom|youth|may|human_rights|mandela)_day day_of_reconciliation civic_holiday
    remembrance_sunday matariki melbourne_cup(?:_day)? bonfire_night guy_fawkes(?:_night)?
    burns_night diwali deepavali holi eid(?:[-_]al[-_](?:fitr|adha))? ramadan ashura hanukk?ah
    chanukah passover pesach purim yom_kippur rosh_hashanah? sukkot (?:lunar|chinese)_new_year
    kwanzaa d[ií]a_de_(?:los_)?muertos cinco_de_mayo epiphany (?:the_)?feast_of_[a-z.'_]{3,20}
    (?:(?:early_)?(?:may|august|spring|summer)_)?bank_holiday(?:_(?:monday|weekend))?""")

KIN = any_of("""
    mum(?:my)? mom(?:my)? mam(?:my)? mother dad(?:dy)? father parents? wife husband partner spouse
    step(?:mum|mom|dad|mother|father|son|daughter) fianc[eé]e? (?:boy|girl)friend son daughter
    brother sister siblings? twins? nan(?:a|ny)? grampa oma opa ouma oupa abuel[ao] nonn[ao]
    gran(?:ny|dma|dad|dpa|dmother|dfather|dson|ddaughter|dparents?|dchild)? aunt(?:ie|y)? uncle
    cousin niece nephew carer caregiver""")
KIND = any_of(f"""
    {KIN} pt patient client resident man woman lady gentleman gent guy fella chap bloke
    widow(?:er)? veteran vet male female""")
PERSON = any_of(f"""
    s?he him hers? his himself herself s?hes {KIND} pts kiddo kid child boy girl lad lass toddler
    baby infant newborn teen(?:ager)? student pupil family inmate mr mrs ms miss dr""")

_ILLNESS = r"""
    onset symptoms dx['’]?d? diagnos(?:ed|is) cva mca aca pca ich sdh stroke tia mi sah tbi abi sci
    mvc mva rta gsw accident crash(?:ed)? collision injur(?:y|ed) concussion fx fracture fell falls?
    slipped burn(?:ed|t)? assault(?:ed)? stabbed shot seizures? collapsed suicide_attempt
    overdosed? positive negative"""
_HOSPITAL = r"""
    admit(?:ted)? admission adm re-?admi(?:t|tted|ssion) hospitali[sz](?:ed|ation) sectioned
    d/?c['’]?e?d? discharged? transfer(?:red)? transplant placed placement home_(?:from|since) back
    surger(?:y|ies) sx operat(?:ed|ion) (?:post-?)?op procedure repair(?:ed)? graft(?:ed)? fixation
    orif tk[ar] th[ar] r?tsa cabg acl acdf bka aka amputat(?:ed|ion) fusion replacement resection
    excis(?:ion|ed) section delivery [a-z]{3,12}(?:ectomy|ostomy|otomy|plasty|desis|pexy) implant
    implanted implantation activat(?:ed|ion) switch-?on (?:in|ex)tubated cannulated decannulated
    trach(?:ed)? peg g-?tube ng tubes? cast(?:ed|ing)? splint(?:ed)? fitt(?:ed|ing) pins? off
    sutures staples stitches remov(?:ed|al) botox inject(?:ed|ions?) infusion chemo dialysis"""
_SEEN = r"""
    seen visit(?:ed)? appt appointment intake ie re-?eval(?:uated|uation)? eval(?:uated|uation)?
    re-?assess(?:ed|ment)? assess(?:ed|ment) screen(?:ed|ing)? tested scan(?:ned)? scoped mri ct
    x-?rays? xr eeg emg mbss? fees vfss review(?:ed)? rev soc roc doa dos doi dob d\.o\.b dod
    re-?cert mtg meeting meets iep ifsp ehcp conference note report letter last next again"""
_LIFE = r"""
    born died passed(?:_away)? death funeral buried killed birthday b-?day turned turns married
    wedding divorced separated adopted moved left retired fired quit graduat(?:ed|ion|es) suspended
    expelled excluded deployed returned came detained arrested released? hearing court tribunal
    parole custody mediation interview testify subpoena(?:ed)? disclosed reported"""
_DONE = r"""
    start(?:ed|s)? began begins? ends ended ending finished done opened re-?opened closed booked
    scheduled sched rescheduled set_for cancel+ed missed due expir(?:es|ed) lapsed signed dated
    sent issued served called emailed faxed wrote received texted rang phoned confirmed
    referr(?:ed|al)"""
# What befalls one person on one day, in full and as charted.
EVENT = any_of(_ILLNESS + _HOSPITAL + _SEEN + _LIFE + _DONE)

# What a score is a score of; before a fraction it means no date.
SCORED = any_of(r"""
    pain mmt strength scor(?:e[ds]?|ing) rat(?:ed|es?|ing) grad(?:e[ds]?|ing) oxford accura(?:cy|te)
    acc correct vas nprs nrs apgars? pas berg moca mmse slums tinetti katz lawton barthel gcs gds
    phq-?\d? gad-?\d? ashworth mas borg rpe snellen vision acuity bp at_best at_worst worst best
    average avg reflexes dtrs? pulses bristol achieved averaged imitated matched named identified
    followed answered independent(?:ly)? mood distress suds anxiety fatigue effort baseline ratio
    probability time_signature fasting subtests? items? days nights""")
_LIMB = any_of("""
    shoulders? elbow wrist hand grip hips? knees? ankles? quads? hams? glutes? biceps triceps
    deltoids? all""")
# What a score counts; after a fraction it means no date.
COUNTED = any_of(rf"""
    trials? opp(?:ortunit(?:y|ies))?s? attempts? reps? sets? times days? nights? weeks? months?
    hours? sessions? visits? strength mmt pain correct acc(?:ura(?:cy|te))? words sounds steps?
    items? questions directions commands signs? bites? sips presentations pictures activities tasks
    goals transitions exchanges targets? criteria prompts? cues? split ratio rule fasting
    at_(?:rest|best|worst|baseline) with_(?:min|mod|max|verbal|visual|tactile|cues?|cueing)
    with_(?:prompts?|assist|support|activity|movement) time_signature inch(?:es)? cups? tsp tbsp
    m[lgm] cm of_the_(?:time|way) vision o[sdu] full bilat(?:eral(?:ly)?)? grossly throughout
    globally (?:in_(?:the_)?)?{_LIMB} dorsiflex\w* flex\w* abd\w* ext\w*""")

# Units that make a number no day of a month, no age and no room.
UNIT = any_of(r"""
    % percent per_?cent deg(?:rees?)? ° cm mm met(?:re|er)s? m km miles? ft feet inch(?:es)? yards?
    yds? steps? stairs blocks? mg mcg g kgs? kilos? lbs? pounds? stone oz mls? l lit(?:re|er)s? cc
    units? bpm beats k?hz dba? k?cal(?:orie)?s? rpm watts? s secs? seconds? mins? minutes? hrs?
    hours? days? nights? wks? weeks? sessions? visits? reps? repetitions sets? times x trials?
    words? points? pts items? out_of dollars? bucks quid euros? people kids children clients
    patients pages (?:on|over)_\d on_(?:ra|room_air|air) sats? th st nd rd centiles? percentiles?
    per_(?:min|minute|day|week) [/:]\d -\d \.\d ,\d{3}""")

SOMEONE = _finds(PERSON)
HAPPENED = _finds(EVENT)
MEASURED = re.compile(rf"\s?-?{UNIT}(?![a-z])", re.IGNORECASE)
HABIT = _finds(
    any_of(r"""
    every each always usually generally typically normally never habitual\w* any_given most_years
    year_after_year annual(?:ly)? yearly awareness acceptance_month history_month semesters?
    intakes referrals caseloads? renewals? exams conference webinar ceus? cpd licensure tends?_to
    any(?:one|body) any_of_you in_general fiscal budget grant_money funding""")
)
# Dates of the profession and of the world lead to no one.
PUBLIC = _finds(
    any_of("""
    conference congress symposium webinar workshop abstracts? ceus? guidelines? guidance published
    publication journal edition legislation dsm cms covid pandemic lockdown""")
)
# The past tense, but not “have settled” or “are tired”, nor verbs that look the same today.
PAST = _finds(
    any_of(r"""
    (?<!have_)(?<!has_)(?<!'ve_)(?<!’ve_)(?<!are_)(?<!get_)(?<!be_)[a-z]{2,}ed was were had went
    came did got took gave given told said left began became broke brought bought bit fell felt
    found kept knew made met lost ran rang saw sent shot spoke stood stole threw woke wore wrote
    grew held led paid rode rose sang sat sold slept spent taught thought won ate drank drove flew
    forgot heard caught chose fought swore dx onset born s/p
    (?:s?he|it|who)_(?:hit|put|cut|let|set|hurt|quit|shut|read)""")
)
