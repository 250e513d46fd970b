import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { answerTo, toldOf } from '../../../shared/domain/answer-texts.ts';
import type { CaseCommit } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { foldCase } from '../../../shared/domain/evolve-case.ts';
import { countParts } from '../../../shared/domain/gsm.ts';
import type { HandsetCommit, HandsetEvent } from '../../../shared/domain/handset.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { AT, anOpening, REFERENCE, theCommit } from '../../support/cases.ts';

const settings = { council: { shortName: 'Northwick District Council', phone: '01632 960100' } };
const MINE = '+447700900123';
const claims = catalogue.get('housing-benefit') as Service;

const received = (event: HandsetEvent): HandsetCommit => ({
  log: { kind: 'handset', id: 'h' },
  sequence: 2,
  at: AT,
  by: { kind: 'resident' },
  events: [event],
  personal: { number: MINE, body: '?' },
});
const answered = (event: HandsetEvent, told?: Parameters<typeof answerTo>[2]) =>
  answerTo(received(event), settings, told)[0]?.personal.body;

function aClaim(...states: Text['state'][]) {
  const opening = anOpening(claims, { answers: { mobile: { wanted: true, number: MINE } } });
  const fold = (commits: CaseCommit[]) => foldCase(claims, commits) as NonNullable<ReturnType<typeof foldCase>>;
  const asked = theCommit(claims, fold([opening]), { type: 'askEvidence', instruction: 'two payslips', by: '2026-12-03', basedOn: 1 });
  const moved = theCommit(claims, fold([opening, asked]), { type: 'note', note: 'not for the resident' });
  const texts = states.map((state, index) => ({ sequence: index + 1, state }) as Text);
  return { commits: [opening, asked, moved], texts };
}

describe('an automatic answer', () => {
  it('tells what this number can do, in one part', () => {
    expect(answered({ type: 'helpAsked', answer: true })).toBe(
      'Northwick District Council: text STATUS and your reference to hear how it is going, a number to rate us (5 excellent to 1 very poor), or STOP. Or call 01632 960100',
    );
    expect(answered({ type: 'received', answer: true })).toContain('text only a number, 5 excellent to 1 very poor.');
    for (const event of [
      { type: 'helpAsked', answer: true },
      { type: 'received', answer: true },
      { type: 'statusAsked', answer: true },
    ] as const)
      expect(answerTo(received(event), { council: { ...settings.council, shortName: 'Northwick Council' } })[0]?.parts).toBe(1);
  });

  it('is none when the commit decided on none, and none to a STOP', () => {
    expect(answered({ type: 'received', answer: false })).toBeUndefined();
    expect(answered({ type: 'stopped' })).toBeUndefined();
    expect(answered({ type: 'rated', subject: { kind: 'case', id: REFERENCE }, score: 5 })).toBeUndefined();
  });
});

describe('STATUS', () => {
  const status = { type: 'statusAsked', reference: REFERENCE, answer: true } as const;

  it('tells the stage, since when, and the date that was named', () => {
    const told = toldOf(claims, aClaim('delivered', 'sent'), MINE, '2026-11-20');
    expect(answered(status, told)).toBe(
      'Northwick District Council: Housing Benefit claim P8V-Z82M, since 20 November: We need something from you. The date we gave you is 3 December.',
    );
  });

  it('tells no more than the last text that went: not what is due, failed or dropped', () => {
    for (const state of ['due', 'failed', 'dropped', 'unknown'] as const)
      expect(toldOf(claims, aClaim('delivered', state), MINE, '2026-11-20')).toMatchObject({ stage: 'received', date: '2026-12-11' });
    expect(toldOf(claims, aClaim('due'), MINE, '2026-11-20')).toBeUndefined();
  });

  it('tells another number, and one that asks about no case, the same sentence', () => {
    expect(toldOf(claims, aClaim('delivered', 'delivered'), '+447700900124', '2026-11-20')).toBeUndefined();
    expect(answered(status)).toBe(answered({ type: 'statusAsked', answer: true }));
    expect(answered(status)).toBe(
      'Northwick District Council: we can say nothing on that reference to this number. Text STATUS and your reference, or call 01632 960100',
    );
  });

  it('tells a helper let in what it tells the resident, while they are in', () => {
    const { commits, texts } = aClaim('delivered', 'sent');
    const fold = (all: CaseCommit[]) => foldCase(claims, all) as NonNullable<ReturnType<typeof foldCase>>;
    const [name, mobile, as, term] = ['Bea Jones', '07700 900200', 'adviser', 'month'] as const;
    const letIn = theCommit(claims, fold(commits), { type: 'letHelperIn', name, mobile, as, term, mayUpload: false });
    const inside = { commits: [...commits, letIn], texts: [...texts, { sequence: 4, state: 'delivered', purpose: 'let-in' } as Text] };
    const told = toldOf(claims, inside, MINE, '2026-11-20');
    expect(told).toMatchObject({ stage: 'needs', date: '2026-12-03' });
    expect(toldOf(claims, inside, '+447700900200', '2026-11-20')).toEqual(told);
    expect(toldOf(claims, inside, '+447700900200', '2026-12-21')).toBeUndefined();
    const out = theCommit(claims, fold(inside.commits), { type: 'takeHelperOut', helper: '4' });
    expect(toldOf(claims, { ...inside, commits: [...inside.commits, out] }, '+447700900200', '2026-11-20')).toBeUndefined();
  });

  it('tells a helper of somebody without a mobile what would have been texted', () => {
    const opening = anOpening(claims, { answers: { mobile: { wanted: false } } });
    const [name, mobile, as, term] = ['Bea Jones', '07700 900200', 'family', 'year'] as const;
    const state = foldCase(claims, [opening]) as NonNullable<ReturnType<typeof foldCase>>;
    const letIn = theCommit(claims, state, { type: 'letHelperIn', name, mobile, as, term, mayUpload: false });
    expect(toldOf(claims, { commits: [opening, letIn], texts: [] }, '+447700900200', '2026-11-20')).toMatchObject({ stage: 'received' });
  });

  it('fits one part for every stage of every service', () => {
    for (const service of catalogue.values()) {
      const opening = anOpening(service, { answers: { mobile: { wanted: true, number: MINE } } });
      const state = foldCase(service, [opening]);
      for (const stage of service.stages)
        if (state) {
          const told = { service, state, stage: stage.id, since: '2026-09-30T10:00:00.000Z', date: '2026-12-30' };
          const body =
            answerTo(received(status), { council: { ...settings.council, shortName: 'Northwick Council' } }, told)[0]?.personal.body ?? '';
          expect([body, countParts(body).parts]).toEqual([body, 1]);
        }
    }
  });
});
