import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { answerTo, statusOf } from '../../../shared/domain/answer-texts.ts';
import { formatDate, formatDayMonth, formatInstant } from '../../../shared/domain/calendar.ts';
import type { CaseCommit } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import { textsOfEvidence } from '../../../shared/domain/evidence-texts.ts';
import { applyCommit, foldCase } from '../../../shared/domain/evolve-case.ts';
import type { HandsetEvent } from '../../../shared/domain/handset.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import type { OtherLanguage } from '../../../shared/domain/language.ts';
import { letterFor } from '../../../shared/domain/letter.ts';
import { languageOf, readReply } from '../../../shared/domain/reply.ts';
import { textsOfCase, textsOfLookup } from '../../../shared/domain/texts-due.ts';
import { translateService } from '../../../shared/domain/translate-service.ts';
import { AT, anOpening, REFERENCE, theCommit } from '../../support/cases.ts';

const claims = catalogue.get('housing-benefit') as Service;
const referral = catalogue.get('support-referral') as Service;
const MINE = '+447700900123';
const answers = {
  'full-name': 'Joan Field',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  mobile: { wanted: true, number: MINE },
} as const;
const settings = {
  council: { shortName: 'Northwick Council', phone: '01632 960100' },
  baseUrl: 'https://my.northwick.gov.uk',
  keyring: createKeyring('a secret for tests, of more than 32 characters'),
};

/** A claim opened in a language, and one command after. */
function aClaim(language: OtherLanguage, command?: CaseCommand, service = claims) {
  const english = anOpening(service, { answers });
  const opening: CaseCommit = { ...english, events: english.events.map((event) => ({ ...event, language }) as typeof event) };
  const opened = foldCase(service, [opening]);
  if (!opened) throw new Error('no case');
  const commit = command ? theCommit(service, opened, command) : opening;
  return { state: command ? applyCommit(service, opened, commit) : opened, commit };
}
const textsAfter = (language: OtherLanguage, command?: CaseCommand, service = claims) => {
  const { state, commit } = aClaim(language, command, service);
  return [...textsOfCase(service, state, commit, { ...settings, asked: true }), ...textsOfEvidence(service, state, commit, settings)];
};
const asked: CaseCommand = { type: 'askEvidence', items: ['your last 2 payslips'], by: '2026-12-04', basedOn: 1 };
const refused: CaseCommand = { type: 'decide', outcome: 'refused', reasons: ['savings'], reason: '', basedOn: 1 };

describe('a case in Welsh', () => {
  it('is told in Welsh, with its date and what an officer chose of the list in Welsh too', () => {
    const [now, half] = textsAfter('cy', asked);
    expect(now?.personal.body).toBe(
      'Northwick Council: ar gyfer P8V-Z82M anfonwch eich 2 slip cyflog diwethaf erbyn 4 Rhagfyr. Sut: https://my.northwick.gov.uk/case/P8VZ82M?cy',
    );
    expect(half?.personal.body).toBe(
      'Northwick Council: ar gyfer P8V-Z82M mae angen o hyd erbyn 4 Rhagfyr: eich 2 slip cyflog diwethaf. Sut: https://my.northwick.gov.uk/case/P8VZ82M?cy',
    );
    expect([now?.parts, half?.parts]).toEqual([1, 1]);
  });

  it('says in an officer’s own words what they wrote', () => {
    expect(textsAfter('cy', { ...asked, items: ['the blue form'] })[0]?.personal.body).toContain('anfonwch the blue form erbyn');
    expect(textsAfter('cy', { ...asked, items: ['the blue form', 'a photo'] })[0]?.personal.body).toContain('anfonwch 2 peth erbyn');
  });

  it('is told in English, all of it, by a service that has no words for Welsh', () => {
    const [text] = textsAfter('cy', undefined, referral);
    expect(text?.personal.body).toMatch(/^Northwick Council: we look for someone who can help you/);
    expect(text?.personal.body).not.toContain('?cy');
  });

  it('has its letters in Welsh, and their reasons', () => {
    const { state, commit } = aClaim('cy', { ...refused, reasons: [claims.deciding?.reasons[0]?.id ?? ''] });
    const letter = letterFor(claims, state, commit, { why: 'no-mobile', at: AT });
    expect(letter?.language).toBe('cy');
    expect(letter?.personal.before).toEqual(['Ni allwn dalu Budd-dal Tai i chi.']);
    expect(letter?.personal.after[0]).toBe('Pam: Mae gennych fwy na £16,000 mewn cynilion neu arian arall wrth gefn.');
    expect(letter?.personal.after[1]).toMatch(/^Gallwch ofyn i ni edrych ar y penderfyniad hwn eto tan \d+ Rhagfyr 2026\./);
  });

  it('answers STATUS in Welsh', () => {
    const service = translateService(claims, 'cy');
    expect(
      statusOf({ service, state: { reference: REFERENCE }, stage: 'received', since: AT, date: '2026-12-11' }, 'Northwick Council'),
    ).toBe("Northwick Council: hawliad Budd-dal Tai P8V-Z82M, ers 20 Tachwedd: Wedi'i dderbyn. Y dyddiad a roddwyd i chi yw 11 Rhagfyr.");
  });
});

describe('a case in Arabic', () => {
  it('is told in Arabic, and a phone takes the direction of the text from its first letter', () => {
    const [text] = textsAfter('ar', asked);
    expect(text?.personal.body).toBe(
      'من Northwick Council: للطلب P8V-Z82M الرجاء إرسال آخر قسيمتي راتب بحلول 4 ديسمبر. الطريقة: https://my.northwick.gov.uk/case/P8VZ82M?ar',
    );
    expect(text?.parts).toBe(2);
  });

  it('has a telephone number in one piece, which no phone can turn round', () => {
    expect(textsAfter('ar', { type: 'close', reason: 'x', basedOn: 1 })[0]?.personal.body).toContain('01632960100');
  });
});

describe('a code', () => {
  it('comes in the language of the page on which it was asked for', () => {
    const commit = (language?: OtherLanguage) => ({
      log: { kind: 'lookup' as const, id: 'l' },
      sequence: 1,
      at: AT,
      by: { kind: 'resident' as const },
      events: [{ type: 'askedAll' as const, handset: 'h', ...(language ? { language } : {}) }],
      personal: { mobile: MINE },
    });
    const bodies = [undefined, 'cy' as const, 'ar' as const].map((language) => textsOfLookup(commit(language), MINE, settings)[0]);
    expect(bodies.map((text) => text?.parts)).toEqual([1, 1, 2]);
    expect(bodies[1]?.personal.body).toBe(
      "Northwick Council: eich cod yw {code}. Mae'n gweithio am 10 munud. Cadwch ef i chi eich hun: ni fyddwn byth yn gofyn amdano.",
    );
    expect(bodies[2]?.personal.body).toMatch(/^من Northwick Council: رمزك هو \{code\}\. /);
  });
});

describe('a reply', () => {
  it.each([
    ['STOPIO', { kind: 'stop' }],
    ['توقف', { kind: 'stop' }],
    ['stopio P8V-Z82M', { kind: 'stop', reference: 'P8VZ82M' }],
    ['Dechrau', { kind: 'start' }],
    ['cymorth', { kind: 'help' }],
    ['مساعدة', { kind: 'help' }],
    ['statws P8VZ82M', { kind: 'status', reference: 'P8VZ82M' }],
    ['STOP', { kind: 'stop' }],
    ['٥', { kind: 'rating', score: 5 }],
    ['۴', { kind: 'rating', score: 4 }],
    ['Gwael iawn', { kind: 'rating', score: 1 }],
    ['ardderchog!', { kind: 'rating', score: 5 }],
    ['ممتاز', { kind: 'rating', score: 5 }],
    ['5 diolch yn fawr', { kind: 'rating', score: 5, comment: 'diolch yn fawr' }],
    ['٥ شكرا', { kind: 'rating', score: 5, comment: 'شكرا' }],
    ['mae angen help arnaf', { kind: 'other' }],
    ['da iawn chi', { kind: 'other' }],
  ])('%s is read as what it says', (body, read) => {
    expect(readReply(body)).toEqual(read);
  });

  it('is answered in the language of its words, where those tell', () => {
    expect(['cymorth', 'مساعدة', 'help', 'STOP'].map(languageOf)).toEqual(['cy', 'ar', undefined, undefined]);
    const answered = (body: string, event: HandsetEvent) =>
      answerTo(
        {
          log: { kind: 'handset', id: 'h' },
          sequence: 1,
          at: AT,
          by: { kind: 'resident' },
          events: [event],
          personal: { number: MINE, body },
        },
        settings,
      )[0]?.personal.body;
    expect(answered('cymorth', { type: 'helpAsked', answer: true })).toMatch(/^Northwick Council: anfonwch STATUS a'ch cyfeirnod/);
    expect(answered('مرحبا', { type: 'received', answer: true })).toMatch(/^من Northwick Council: عذرا/);
    expect(answered('??', { type: 'received', answer: true })).toMatch(/^Northwick Council: sorry/);
  });
});

describe('a date', () => {
  it('has its day before its month, in every language', () => {
    expect([formatDate('2026-11-21', 'cy'), formatDayMonth('2026-02-01', 'cy')]).toEqual(['21 Tachwedd 2026', '1 Chwefror']);
    expect([formatDate('2026-11-21', 'ar'), formatDayMonth('2026-02-01', 'ar')]).toEqual(['21 نوفمبر 2026', '1 فبراير']);
    expect(formatInstant('2026-11-21T09:30:00.000Z', 'cy')).toBe('21 Tachwedd 2026 am 9:30am');
    expect(formatInstant('2026-11-21T21:05:00.000Z', 'ar')).toBe('21 نوفمبر 2026 الساعة 9:05 م');
  });
});
