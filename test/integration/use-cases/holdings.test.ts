import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createForgetting, type Forgetting, officer, resident } from '../../support/forgetting.ts';

const PEOPLE = ['ANNA', 'BORIS'] as const;
type Who = 0 | 1;
const numbers = ['+447700900111', '+447700900222'] as const;
const answersOf = (who: Who, number: string) => ({
  'which-bin': 'rubbish',
  'missed-on': '2026-11-19',
  address: { line1: `1 ${PEOPLE[who]} Street`, town: 'Northwick', postcode: 'NW1 4RP' },
  mobile: { wanted: true, number },
});

const step = fc.record({
  who: fc.constantFrom<Who>(0, 1),
  which: fc.integer({ min: 0, max: 1 }),
  does: fc.constantFrom('note', 'complete', 'rate', 'reply', 'status', 'send', 'chase', 'contact', 'let-in', 'ask', 'wait'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Two people with two cases each, on a telephone of their own or on one that they share, whose lives are told in turns. */
async function lives(steps: readonly Step[], { shared }: { shared: boolean }) {
  const door = createForgetting();
  const numberOf = (who: Who) => (shared ? numbers[0] : numbers[who]);
  const cases: Record<Who, Reference[]> = { 0: [], 1: [] };
  for (const which of [0, 1])
    for (const who of [0, 1] as const)
      cases[who].push(await door.opened('missed-bin', `draft-${who}-${which}`, answersOf(who, numberOf(who))));
  let made = 0;
  for (const { who, which, does } of steps) {
    const reference = cases[who][which] as Reference;
    const word = PEOPLE[who];
    const number = numberOf(who);
    const basedOn = (await door.logs.load({ kind: 'case', id: reference })).length;
    const sentAt = new Date(door.clock.ms).toISOString();
    const change = (command: Parameters<Forgetting['changeCase']>[1], by = officer) => door.changeCase(reference, command, by);
    const contact = { nonce: `n-${made++}`, channel: 'telephone', service: 'missed-bin', outcome: 'answered', by: officer } as const;
    if (does === 'note') await change({ type: 'note', note: `a note on ${word}` });
    if (does === 'complete') await change({ type: 'complete', basedOn });
    if (does === 'rate') await change({ type: 'rate', score: 2, via: 'link', comment: `said ${word}` }, resident);
    if (does === 'ask') await change({ type: 'askErasure' }, resident);
    if (does === 'let-in')
      await change({
        type: 'letHelperIn',
        name: `Helper of ${word}`,
        mobile: '07700 900333',
        as: 'neighbour',
        term: 'month',
        mayUpload: false,
      });
    // On a shared telephone a reply is the case's whose text it follows, whoever wrote it: no word of it says who did.
    if (does === 'reply')
      await door.receiveText({ from: number, body: shared ? 'it is me' : `${word} here`, messageId: `in-${made}`, sentAt });
    if (does === 'status') await door.receiveText({ from: number, body: `STATUS ${reference}`, messageId: `in-${made}`, sentAt });
    if (does === 'chase') await door.logContact({ ...contact, about: reference, mobile: number });
    if (does === 'contact') await door.logContact({ ...contact, mobile: number });
    if (does === 'send')
      for (const { pk, sk } of door.memory.items())
        if (pk === `CASE#${reference}` && String(sk).startsWith('TEXT#')) await door.sendText({ pk: String(pk), sk: String(sk) });
    if (does === 'wait') door.advance(24);
    await door.project();
  }
  return { door, cases };
}

describe('a copy of what is held about somebody', () => {
  it('has every word of theirs and none of anybody else’s, however their lives are mixed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), fc.boolean(), async (steps, shared) => {
        const { door, cases } = await lives(steps, { shared });
        for (const who of [0, 1] as const) {
          for (const reference of cases[who]) {
            const copy = JSON.stringify(await door.readHoldings(reference, 'case'));
            const other = PEOPLE[who === 0 ? 1 : 0];
            const [mine, second] = cases[who];
            const theirOther = reference === mine ? second : mine;
            expect(copy).not.toContain(other);
            for (const each of cases[who === 0 ? 1 : 0]) expect(copy).not.toContain(each);
            if (!shared) expect(copy).not.toContain(numbers[who === 0 ? 1 : 0].slice(-6));
            // Of a helper the name, and not the number.
            expect(copy).not.toContain('900333');
            expect(copy).toContain(`1 ${PEOPLE[who]} Street`);
            // Every word that stands in the log of their own case.
            for (const { personal } of await door.logs.load({ kind: 'case', id: reference }))
              for (const word of [personal.comment, personal.said, personal.helperName]) if (word) expect(copy).toContain(word);
            expect(copy.includes(`"reference":"${theirOther}"`)).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('has every case of a person whom staff confirmed, once they are tied, and what else came from their number', async () => {
    const said: Step[] = [
      { who: 0, which: 0, does: 'contact' },
      { who: 0, which: 0, does: 'reply' },
      { who: 1, which: 0, does: 'contact' },
      { who: 1, which: 0, does: 'reply' },
    ];
    const { door, cases } = await lives(said, { shared: false });
    await door.changePerson('PERSON1', { type: 'confirm', name: 'Anna Novak', how: 'papers' }, officer);
    for (const reference of cases[0]) await door.changeCase(reference, { type: 'tiePerson', person: 'PERSON1' }, officer);
    await door.project();
    const found = await door.readHoldings(cases[0][0] as Reference, 'person');
    expect(found?.references.toSorted()).toEqual(cases[0].toSorted());
    expect(found?.holdings.person.map(({ says }) => says['name'])).toContain('Anna Novak');
    expect([found?.holdings.contacts.length, found?.holdings.textsFromThem.length]).toEqual([2, expect.any(Number)]);
    const copy = JSON.stringify(found);
    expect(copy).toContain('ANNA here');
    expect(copy).not.toContain('BORIS');
  });

  it('leaves out what was texted about the case of somebody who had the number before', async () => {
    const door = createForgetting();
    const before = await door.opened('missed-bin', 'draft-before', answersOf(1, numbers[0]));
    await door.receiveText({ from: numbers[0], body: 'it is BORIS', messageId: 'in-1', sentAt: new Date(door.clock.ms).toISOString() });
    await door.receiveText({
      from: numbers[0],
      body: `STATUS ${before}`,
      messageId: 'in-2',
      sentAt: new Date(door.clock.ms).toISOString(),
    });
    await door.project();
    // Their own case has another number by now, as an import that brings one says.
    const moved = { type: 'imported', profile: 'p', asOf: '2026-11-20', status: 'S', digest: 'd', news: 'n', textable: true } as const;
    const sequence = (await door.logs.load({ kind: 'case', id: before })).length + 1;
    const at = new Date(door.clock.ms).toISOString();
    const personal = { answers: answersOf(1, numbers[1]), mobile: numbers[1] };
    await door.logs.append({ log: { kind: 'case', id: before }, sequence, at, by: { kind: 'system' }, events: [moved], personal });
    await door.project();
    door.advance(24);
    const now = await door.opened('missed-bin', 'draft-now', answersOf(0, numbers[0]));
    await door.project();
    const copy = JSON.stringify(await door.readHoldings(now, 'case'));
    expect(copy).toContain('1 ANNA Street');
    expect(copy).not.toContain('BORIS');
    expect(copy).not.toContain(before);
  });

  it('leaves out what came from a telephone that others share, where nothing says whose it was', async () => {
    const { door, cases } = await lives([{ who: 0, which: 0, does: 'contact' }], { shared: true });
    const found = await door.readHoldings(cases[0][0] as Reference, 'case');
    expect(found?.holdings.contacts).toEqual([]);
  });

  it('keeps what a manager wrote about a contact for staff to look at first', async () => {
    const { door, cases } = await lives([{ who: 0, which: 0, does: 'chase' }], { shared: false });
    const reference = cases[0][0] as Reference;
    const [contact] = (await door.readHoldings(reference, 'case'))?.holdings.contacts ?? [];
    expect(contact?.what).toBe('logged');
    const id = door.memory.items().find(({ pk, sk }) => String(pk).startsWith('CONTACT#') && String(sk).startsWith('COMMIT#'))?.['pk'];
    const log = { kind: 'contact', id: String(id).slice('CONTACT#'.length) } as const;
    const sequence = (await door.logs.load(log)).length + 1;
    const at = new Date(door.clock.ms).toISOString();
    const personal = { because: 'Boris next door rang about her again' };
    await door.logs.append({ log, sequence, at, by: officer, events: [{ type: 'withdrawn' }], personal });
    const copy = JSON.stringify(await door.readHoldings(reference, 'case'));
    expect(copy).toContain('"because":"Our staff look at this first. Ask them for it."');
    expect(copy).not.toContain('Boris');
    expect(JSON.stringify(await door.readHoldings(reference, 'person'))).toContain('Boris next door');
  });

  it('is nothing for a case that was erased', async () => {
    const { door, cases } = await lives([{ who: 0, which: 0, does: 'complete' }], { shared: false });
    const reference = cases[0][0] as Reference;
    await door.changeCase(reference, { type: 'askErasure' }, resident);
    await door.changeCase(reference, { type: 'erase', because: 'asked', basedOn: 3 }, officer);
    expect(await door.readHoldings(reference, 'case')).toBeUndefined();
  });
});
