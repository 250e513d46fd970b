import { describe, expect, it } from 'vitest';
import { blueBadge } from '../../../shared/catalogue/services/blue-badge.ts';
import { housingBenefit } from '../../../shared/catalogue/services/housing-benefit.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import type { CaseCommit, CaseEvent, CasePersonal } from '../../../shared/domain/case.ts';
import { serviceSchema } from '../../../shared/domain/catalogue.ts';
import type { ContactCommit } from '../../../shared/domain/contact.ts';
import { foldCase } from '../../../shared/domain/evolve-case.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import { textsOfCase, textsOfContact, textsOfLookup } from '../../../shared/domain/texts-due.ts';

const keyring = createKeyring('a secret of at least thirty-two characters');
const settings = {
  council: { shortName: 'Northwick Council', phone: '01632 960100' },
  baseUrl: 'https://my.northwick.gov.uk',
  keyring,
};
const AT = '2026-11-20T10:00:00.000Z';
const services = {
  missedBin: serviceSchema.parse(missedBin),
  housingBenefit: serviceSchema.parse(housingBenefit),
  blueBadge: serviceSchema.parse(blueBadge),
};

const commit = (sequence: number, event: CaseEvent, personal: CasePersonal = {}): CaseCommit => ({
  log: { kind: 'case', id: 'K7MQ2X1' },
  sequence,
  at: AT,
  by: { kind: 'staff' },
  events: [event],
  personal,
});
const opened = (service: string, { fastTrack = false, mobile = '+447700900123' } = {}) =>
  commit(
    1,
    { type: 'opened', service, channel: 'web', assisted: false, fastTrack, stage: 'received', targetDate: '2026-11-24' },
    mobile ? { mobile } : {},
  );

function textsOf(service: keyof typeof services, ...commits: CaseCommit[]) {
  const state = foldCase(services[service], commits);
  return state ? textsOfCase(services[service], state, commits.at(-1) as CaseCommit, { ...settings, asked: true }) : [];
}

describe('the texts of a case', () => {
  it('tell of its receipt', () => {
    expect(textsOf('missedBin', opened('missed-bin'))).toEqual([
      {
        log: { kind: 'case', id: 'K7MQ2X1' },
        sequence: 1,
        purpose: 'received',
        at: AT,
        dueAt: AT,
        urgency: 'urgent',
        parts: 1,
        service: 'missed-bin',
        personal: {
          to: '+447700900123',
          body: expect.stringMatching(/^Northwick Council: .*K7M-Q2X1.* 24 November/),
        },
      },
    ]);
  });

  it('are none without a mobile', () => {
    expect(textsOf('missedBin', opened('missed-bin', { mobile: '' }))).toEqual([]);
  });

  it('are none for an internal move, a note or a rating', () => {
    const first = opened('missed-bin');
    expect(textsOf('missedBin', first, commit(2, { type: 'stageMoved', stage: 'with-crew' }))).toEqual([]);
    expect(textsOf('missedBin', first, commit(2, { type: 'noted' }, { note: 'x' }))).toEqual([]);
    expect(textsOf('missedBin', first, commit(2, { type: 'rated', score: 5, via: 'link' }))).toEqual([]);
  });

  it('say what to send and by which date, in the officer’s words, once', () => {
    const asked = commit(2, { type: 'evidenceAsked', stage: 'needs', by: '2026-12-03' }, { instruction: 'two payslips.' });
    const [text] = textsOf('housingBenefit', opened('housing-benefit'), asked);
    expect(text?.personal.body).toContain('two payslips by ');
    expect(text?.personal.body).toContain('3 December');
    expect(text?.purpose).toBe('needs');
  });

  it('carry the request for a rating at the end, with the link that rates this case', () => {
    const [text] = textsOf('missedBin', opened('missed-bin'), commit(2, { type: 'completed', stage: 'emptied' }));
    expect(text?.subject).toEqual({ kind: 'case', id: 'K7MQ2X1' });
    expect(text?.personal.body).toMatch(/5 excellent to 1 very poor.* https:\/\/my\.northwick\.gov\.uk\/r\/K7MQ2X1\w{6}$/);
    expect(text?.parts).toBe(1);
  });

  it('tell the same news without the request to someone who is not asked now, and in a second copy', () => {
    const ended = [opened('missed-bin'), commit(2, { type: 'completed', stage: 'emptied' })] as const;
    const state = foldCase(services.missedBin, ended);
    const [plain] = state ? textsOfCase(services.missedBin, state, ended[1], { ...settings, asked: false }) : [];
    expect(plain?.personal.body).toBe('Northwick Council: your bin is empty (K7M-Q2X1).');
    expect(plain).not.toHaveProperty('subject');
    expect(textsOf('missedBin', ...ended)[0]?.personal.plain).toBe(plain?.personal.body);
  });

  it('are the fast track’s own where it has one', () => {
    const usual = textsOf('blueBadge', opened('blue-badge'))[0]?.personal.body;
    const fast = textsOf('blueBadge', opened('blue-badge', { fastTrack: true }))[0]?.personal.body;
    expect(fast).not.toBe(usual);
  });
});

describe('the other texts', () => {
  it('ask to rate a contact that left a mobile, and nothing of one that did not', () => {
    const contact = (mobile?: string): ContactCommit => ({
      log: { kind: 'contact', id: 'C0NTACT' },
      sequence: 1,
      at: AT,
      by: { kind: 'staff' },
      events: [{ type: 'logged', channel: 'telephone', service: 'missed-bin', outcome: 'answered' }],
      personal: mobile ? { mobile } : {},
    });
    const [text] = textsOfContact(services.missedBin, contact('+447700900123'), settings);
    expect(text?.personal.body).toMatch(/^Northwick Council: thank you.* 5 excellent to 1 very poor.*\/r\/c-C0NTACT\w{6}$/);
    expect([text?.parts, text?.purpose]).toEqual([1, 'rating']);
    expect(textsOfContact(services.missedBin, contact(), settings)).toEqual([]);
  });

  it('carry a look-up’s code, which no queue or table holds', () => {
    const asked = {
      log: { kind: 'lookup', id: 'L1' },
      sequence: 1,
      at: AT,
      by: { kind: 'resident' },
      events: [{ type: 'asked', reference: 'K7MQ2X1' }],
      personal: {},
    } as const;
    const [text] = textsOfLookup({ ...asked, events: [...asked.events] }, '+447700900123', settings);
    expect(text?.personal.body).toMatch(/^Northwick Council: your code is \{code\}\. /);
    expect([text?.parts, text?.purpose, text?.expiresAt]).toEqual([1, 'code', Date.parse(AT) / 1000 + 86_400]);
  });
});
