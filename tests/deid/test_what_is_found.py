"""Identifiers as therapists type them, «marked», under the label that they are found by."""

import re

import pytest

from forum.deid import Label, Severity
from forum.deid.check import certain as check

FOUND = {
    Label.DATE: """
        He was seen in clinic on «June 3» and again on «6/17».
        DOB: «3/2/15»
        dob «03 02 2015»
        Born «Feb 9, 2014» at 31 weeks
        We met on «the fifth of May» and he cried
        Admit date «11/02», d/c «11/09»
        SOC «10/2», cert period «10/2-11/30»
        her IEP was held «Sept. 14th»
        fell out of bed «Tues night»
        mom called «Monday» crying
        They moved here in «August» and he stopped talking
        hasn't walked since «march»
        Last seen «22.03.24»
        Last seen «2024/03/22»
        Her husband died «Oct 2019»
        Stroke «2/14», now in SNF
        visits: «3/1, 3/8, 3/15»
        sutures out «8/2», cast off «8/30»
        suicide attempt in «February»
        He proposed on «Valentine's Day» and left in «May»
        «Friday the 13th» was when it happened
        no viene desde «el lunes»
        il ne parle plus depuis «avril 2023»
        injections given «9th Oct»
        eval on «14-Mar-24»
        sessions on «1, 4 and 9 May»
        next appt «thurs 14 sept»
        onset «09/2023»
        She disclosed on «Thursday» that he hit her
        The team meets «the 26th».""",
    Label.AGE90: """
        pt is «91» y/o
        He just turned «90».
        My oldest client is «ninety-three».
        Mrs B («92») fell
        «94»F s/p fall
        Agnes, «97», lives alone.
        at «ninety» she still swims
        She will be «100» in the autumn
        client in his «late nineties»
        we sang for her «95th» birthday
        born in «1926», farmed all his life
        a «104»-year-old man
        Her uncle died at «101»
        a gentleman of «91»""",
    Label.PHONE: """
        call me at «(212) 555-0199»
        Mom's cell is «917-555-0143 ext 4»
        her number is «9175550143»
        ring the ward on «0161 496 0000»
        text «07911 123456»
        phone «+353 86 123 4567»
        tel: «03 9555 0123»
        call «021 123 4567»
        pager «555-0142»
        whatsapp «+27 82 123 4567»
        he can recite «five five five, oh one four two»""",
    Label.FAX: """
        fax it to «212.555.0142»
        F: «(03) 5550 0142»""",
    Label.EMAIL: """
        email her at «jane.roe@school.example»
        it's «jane dot roe at school dot org»
        «jane.roe [at] school [dot] org»
        «jroe(at)school.co.uk»
        «JANE_ROE+OT@EXAMPLE.COM»
        **«jane@school.org»**""",
    Label.SSN: """
        SSN «078-05-1120»
        social «078 05 1120»
        last 4 of social «1120»
        NINO «AB123456C»
        PPS «1234567T»
        SIN «046-454-286»
        tax file no «123 456 782»""",
    Label.MRN: """
        MRN: «00123456»
        med rec # «445566»
        Patient ID «PT-20931»
        NHI «ABC1235»
        merge with «401 023 2137»
        chart «GH-10223» says blind""",
    Label.HEALTH_PLAN: """
        Medicaid # «12345678A»
        Medicare «1AB2-CD3-EF45»
        policy number «POL-883-221»
        Member ID «W123456789»
        NDIS «430 100 200», plan ends soon""",
    Label.ACCOUNT: """
        account «4455-8821-02»
        card ending in «4242»
        IBAN «GB29 NWBK 6016 1331 9268 19»
        sort code and account «20-45-12 33882211»""",
    Label.LICENSE: """
        licence no «SMITH 711123 J99XY»
        driver's license «D1234567»
        NPI «1456239087»
        «SMITH711123J99XY» is on the form""",
    Label.VEHICLE: """
        plate «7ABC123»
        his car («ABC 1234») was in the lot
        VIN «1M8GDM9AXKP042788»
        seen again in «AB12 CDE»
        rego «BQ 11 HA»""",
    Label.DEVICE: """
        wheelchair serial «8823-AX-91»
        asset tag «00412»
        hearing aid s/n «21B3394»""",
    Label.URL: """
        see «www.janesjourney.com»
        «https://example.org/case/3391» is about her
        their page is «facebook.com/groups/stepsforjane»
        her blog, «janesjourney.wordpress.com», says so""",
    Label.IP: """
        the log shows «73.22.14.9»
        from «2001:db8:14::9a», the shelter""",
    Label.OTHER_ID: """
        he is «@little_jane_2015» there
        her insta: «janes.journey»
        She's in room «402B»
        Rm #«14» hates mornings
        O'Brien in bed «12» coughs
        locker «221» is his safe place
        the guy in «312» won't eat
        case # «2023-CV-00412»
        docket no. «FD-03-112-22»
        student ID «990233»
        key safe «4471» by the door
        the tag read «QX-77120-B»""",
    Label.GEO: """
        He lives at «12 Oak Street»
        at «114 maple st» with grandma
        walks on «Maple Avenue»
        crash on «I-95»
        off «Route 9» somewhere
        zip «02139», no SLP for miles
        Boston, MA «02139»
        postcode «EC1A 1BB»
        «D02 X285», no ramp
        «M5V 2T6», no ramp
        PO Box «1182»""",
}
SENTENCES = [
    (label, line.strip()) for label, lines in FOUND.items() for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("label", "marked"), SENTENCES, ids=[marked for _, marked in SENTENCES])
def test_what_is_marked_is_red_and_nothing_else(label, marked):
    text, identifiers = unmarked(marked)

    found = check(text)

    assert {f.severity for f in found} == {Severity.RED}
    assert {f.label for f in found} == {label}
    for start, end in identifiers:
        assert any(f.start < end and start < f.end for f in found), text[start:end]
    for f in found:
        assert any(f.start < end and start < f.end for start, end in identifiers), f.text


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A sentence without its marks, and where the marked words stand in it."""
    identifiers, text = [], ""
    for outside, inside in re.findall(r"([^«»]*)(?:«([^»]*)»)?", marked):
        text += outside
        if inside:
            identifiers.append((len(text), len(text) + len(inside)))
            text += inside
    return text, identifiers
