import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import { textsOfEvidence } from '../../../shared/domain/evidence-texts.ts';
import { applyCommit } from '../../../shared/domain/evolve-case.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import { textsOfCase } from '../../../shared/domain/texts-due.ts';
import { aCase, theCommit } from '../../support/cases.ts';

const claims = catalogue.get('housing-benefit') as Service;
const badges = catalogue.get('blue-badge') as Service;
const mobile = { mobile: { wanted: true, number: '+447700900123' } } as const;
const settings = {
  council: { shortName: 'Northwick Council', phone: '01632 960100' },
  baseUrl: 'https://my.northwick.gov.uk',
  keyring: createKeyring('a secret for tests, of more than 32 characters'),
};
const two: CaseCommand = { type: 'askEvidence', items: ['two payslips', 'a bank statement.'], by: '2026-12-04', basedOn: 1 };

/** What is texted for the last of some commands, with when. */
function textsOfLast(service: Service, state: Case, ...commands: CaseCommand[]): string[] {
  let now = state;
  let said: string[] = [];
  for (const command of commands) {
    const commit = theCommit(service, now, command);
    now = applyCommit(service, now, commit);
    const texts = [...textsOfCase(service, now, commit, { ...settings, asked: false }), ...textsOfEvidence(service, now, commit, settings)];
    said = texts.map(({ dueAt, urgency, purpose, personal }) => `${dueAt.slice(0, 16)} ${urgency} ${purpose}: ${personal.body}`);
  }
  return said;
}

describe('the texts about evidence', () => {
  it('name one thing in the officer’s words, at once and in reminders', () => {
    const one: CaseCommand = { type: 'askEvidence', items: ['your last 2 payslips.'], by: '2026-12-04', basedOn: 1 };
    expect(textsOfLast(claims, aCase(claims, { answers: mobile }), one)).toEqual([
      '2026-11-20T10:00 urgent needs: Northwick Council: for P8V-Z82M please send your last 2 payslips by 4 December. How: https://my.northwick.gov.uk/case/P8VZ82M',
      '2026-11-27T10:00 bulk reminder-half: Northwick Council: for P8V-Z82M we still need your last 2 payslips by 4 December. How: https://my.northwick.gov.uk/case/P8VZ82M',
      '2026-12-02T10:00 bulk reminder-two-days: Northwick Council: for P8V-Z82M we still need your last 2 payslips by 4 December. How: https://my.northwick.gov.uk/case/P8VZ82M',
    ]);
  });

  it('count several things', () => {
    expect(textsOfLast(claims, aCase(claims, { answers: mobile }), two)).toEqual([
      '2026-11-20T10:00 urgent needs: Northwick Council: for P8V-Z82M please send 2 things by 4 December. How: https://my.northwick.gov.uk/case/P8VZ82M',
      '2026-11-27T10:00 bulk reminder-half: Northwick Council: for P8V-Z82M we still need things from you by 4 December. What: https://my.northwick.gov.uk/case/P8VZ82M',
      '2026-12-02T10:00 bulk reminder-two-days: Northwick Council: for P8V-Z82M we still need things from you by 4 December. What: https://my.northwick.gov.uk/case/P8VZ82M',
    ]);
  });

  it('say which thing to send again, and remind of it anew', () => {
    const file: CaseCommand = { type: 'keepFile', item: '2-1', file: 'f', media: 'image/png', bytes: 1 };
    const rejected = [{ item: '2-1', reason: 'We cannot read it' }];
    const review: CaseCommand = { type: 'reviewEvidence', accepted: ['2-2'], rejected, by: '2026-12-01', basedOn: 3 };
    expect(textsOfLast(claims, aCase(claims, { answers: mobile }), two, file, review)).toEqual([
      '2026-11-20T10:00 urgent evidence-again: Northwick Council: for P8V-Z82M please resend two payslips by 1 December. Why: https://my.northwick.gov.uk/case/P8VZ82M',
      '2026-11-25T10:00 bulk reminder-half: Northwick Council: for P8V-Z82M we still need two payslips by 1 December. How: https://my.northwick.gov.uk/case/P8VZ82M',
      '2026-11-29T10:00 bulk reminder-two-days: Northwick Council: for P8V-Z82M we still need two payslips by 1 December. How: https://my.northwick.gov.uk/case/P8VZ82M',
    ]);
  });

  it('tell of another date', () => {
    const texts = textsOfLast(claims, aCase(claims, { answers: mobile }), two, {
      type: 'changeEvidenceDate',
      by: '2026-11-23',
      basedOn: 2,
    });
    expect(texts).toEqual([
      '2026-11-20T10:00 urgent evidence-date: Northwick Council: for P8V-Z82M you have until 23 November to send what we need. What: https://my.northwick.gov.uk/case/P8VZ82M',
    ]);
  });

  it('are none for a file that came, nor to somebody without a mobile', () => {
    const file: CaseCommand = { type: 'keepFile', item: '2-1', file: 'f', media: 'image/png', bytes: 1 };
    expect(textsOfLast(claims, aCase(claims, { answers: mobile }), two, file)).toEqual([]);
    expect(textsOfLast(claims, aCase(claims), two)).toEqual([]);
  });

  it('remind nobody at the end of their life', () => {
    const texts = textsOfLast(badges, aCase(badges, { answers: { ...mobile, 'end-of-life': 'yes' } }), two);
    expect(texts.map((text) => text.split(' ')[2])).toEqual(['needs:']);
  });
});
