"""What looks like an identifier to a machine and is ordinary clinical talk: none of it is found."""

import pytest

from forum.deid.check import certain as check

TRAPS = {
    "scores and strength": """
        He scored 3/5 on all and 4/5 on the rest.
        strength 4/5 shoulder, 3+/5 elbow, 2-/5 wrist
        5/5 strength, R 5/5 L 4/5, 0/5 to 2/5
        PHQ-9 18/27, GAD-7 12/21, MoCA 22/30
        Berg 45/56, DGI 19/24, FGA 22/30, TUG 14.2 s
        Apgars 8/9, Katz 6/6, Lawton 5/8, PAS 3/8
        pain 5/10 at rest, from 8/10 to 4/10
        Scored 9/12 on the Boston and 11/14 on digit span
        GFTA-3 SS 78, CELF-5 CLS 85, standard score 95
        his FSIQ is 101 and her index is 92""",
    "counts, ratios and parts": """
        12/15 trials with min cues, 8/10 opportunities
        in 3/31 trials, seen 2/3 visits, 5/7 nights
        9/11 correct in the morning
        1/2 cup thickened liquids, 3/4 of sessions, on 2/3 of days
        ate 3/4 of lunch and performed 8/12 steps
        24/7 care, 50/50 custody, 16/8 fasting, 20/20 and 6/9 sight
        1/2-inch splint, 1/8" thermoplastic
        4:6 breathing, 1:1 aide, 90/90 hips
        I have 3/14 kids who respond""",
    "ranges and routines": """
        3-4/week for 6-8 weeks, 2-3x/day
        2x10 reps, 3x15, 10-12 reps
        4-7-8 breathing, 5-4-3-2-1 grounding, 4-4-4-4 box breathing
        the 10-20-30 method, 30/60/90 day plan
        C5-C6, L4-L5, T10-T12 and C7/T1
        ROM 0-120, SLR 80/80, 250-500-1000 Hz
        M/W/F groups from 8:30-3:15
        Research from 2019-2021 shows little""",
    "codes and citations": """
        CPT 97530, 97110 and 97112, 92507-GN
        G0283, L3908, K0005 and H2019 billing
        F84.0, F80.2, M62.81, Z13.4
        45 CFR 164.514(b)(2), P.L. 94-142, Section 504
        Smith et al., 2018; 42(3):115-127, doi 10.1016/j.apmr.2019.04.012
        PMID 31234567 and NCT01234567
        ISO 13485, EN 12182, version 3.2.1
        Medicare 8-minute rule, Medicaid 2024 fee schedule""",
    "doses, measures and models": """
        5 mg BID, 1,200 mL, 200mg/5mL, D3 1000 IU, 200000IU
        BP 120/80, HR 92, SpO2 96%, standing BP 98
        O2 at 94 on room air, metronome at 96, elbows at 90
        she's 92 cm tall and weighs 94 lb
        ninety percent accuracy, ninety minutes, a hundred times a day
        turned 90 degrees to the left
        101F fever, 98.6 F
        TENS 7000, Tobii I-16, iPhone 14, LiteGait 360
        NMES 35 Hz, 300 us, 10,000 steps, $45,000""",
    "ages and stages": """
        a 7-year-old, 4;3, 18 months corrected, ages 3-5
        grade 4, level 2, stage 3, phase 1, session 12, goal 3
        the 5th metatarsal, at the 9th centile, on the 2nd try
        GMFCS II, Rancho level 6, IDDSI 5
        Sat at 6 months, walked at 14 months
        the nineties were different""",
    "months and weekdays of no one": """
        May I ask something?
        She may 2 times out of 10 respond
        March in place for 2 minutes, we march 10 steps
        Every March we do a fundraiser
        Referrals always go up in September
        Our group runs Tuesdays and Thursdays
        Monday mornings are the hardest for regulation
        He refuses school every Monday
        Christmas is hard for grieving families
        By Friday everyone is tired
        Sunday school, Friday Night Lights
        April is awareness month
        The DSM-5 came out in May 2013
        The new guideline of 12 October 2022 says so
        Abstracts for the conference are due March 3""",
    "numbers of everyday things": """
        bed mobility mod A, head of bed 45, room air
        Unit 3 of the handwriting programme, unit 1 spelling words
        room for 2 more, cell phone, bay window
        plate guard and 2 forks, volar plate, POD 12
        serial 7s, serial casting x 6 weeks
        his insurance covers 20 visits, plan 2 goals, claim 3 units
        odd case number 400, case study 4, table 2
        call 3 times, text 3 sentences, call 911 or 988
        one two three four five six seven eight
        10 metre walk, 6 Minute Walk Test, Four Square Step Test
        A1 pulley, A4 paper, N2 block""",
    "the web of everyone": """
        see asha.org or https://www.nice.org.uk/guidance
        watch it on youtube.com
        min A @ baseline, @home program, seen @3pm
        i.e. not now, e.g. later, w/o help, he/she
        Sesame Street, memory lane, off-road""",
    "pictures of no one": """
        use the picture exchange system
        photo schedule and video modeling""",
}
SENTENCES = [line.strip() for lines in TRAPS.values() for line in lines.strip().splitlines()]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_ordinary_clinical_talk_is_left_alone(sentence):
    assert check(sentence) == []


NEAR_TWINS = [
    ("On 3/5 trials he signed.", "On 3/5 he signed."),
    ("Strength was 4/5 and rising.", "Surgery was 4/6 and he is home."),
    ("May we try?", "In May we buried him."),
    ("Mondays are hard.", "He died Monday."),
    ("Peabody is 92.", "Agnes is 92."),
    ("She turned 90 degrees.", "She turned 90."),
    ("Section 504 plan", "Room 504"),
    ("serial casting", "serial QX7741"),
    ("The chart says 12 sessions.", "The chart says 118842."),
    ("Wait until the 4th try.", "Wait until the 4th."),
    ("Beat 96 on the metronome", "Still drives at 96"),
]


@pytest.mark.parametrize(("ordinary", "identifying"), NEAR_TWINS)
def test_near_twins_are_told_apart(ordinary, identifying):
    assert check(ordinary) == []
    assert check(identifying) != []
