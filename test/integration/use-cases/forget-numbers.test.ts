import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createForgetting, officer, resident } from '../../support/forgetting.ts';

const number = (index: number) => `+4477009009${String(index).padStart(2, '0')}`;
const binOf = (index: number, wanted: boolean) => ({
  'which-bin': 'rubbish',
  'missed-on': '2026-11-19',
  address: { line1: `${index} Quince Street`, town: 'Northwick', postcode: 'NW1 4RP' },
  mobile: wanted ? { wanted, number: number(index) } : { wanted },
});

/** What may happen to one of the people: in any order, sensible or not. */
const step = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  does: fc.constantFrom('complete', 'close', 'rate', 'reply', 'send', 'deliver', 'fail', 'contact', 'note', 'stop', 'ask', 'wait'),
});

it('has the same facts after anyone was erased and everything was counted anew from what is left', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      async (steps, texted, erase) => {
        const door = createForgetting();
        const cases: Reference[] = [];
        for (const index of [0, 1, 2]) cases.push(await door.opened('missed-bin', `draft-${index}`, binOf(index, texted[index] ?? false)));
        const log = (who: number) => door.logs.load({ kind: 'case', id: cases[who] ?? '' });
        const textsOf = (who: number) =>
          door.memory.items().filter(({ pk, sk }) => pk === `CASE#${cases[who]}` && String(sk).startsWith('TEXT#'));
        let made = 0;
        for (const { who, does } of steps) {
          const reference = cases[who];
          if (!reference) continue;
          const basedOn = (await log(who)).length;
          const at = new Date(door.clock.ms).toISOString();
          if (does === 'complete') await door.changeCase(reference, { type: 'complete', basedOn }, officer);
          if (does === 'close') await door.changeCase(reference, { type: 'close', reason: 'Quince', basedOn }, officer);
          if (does === 'rate') await door.changeCase(reference, { type: 'rate', score: 1, via: 'link', comment: 'Quince' }, resident);
          if (does === 'note') await door.changeCase(reference, { type: 'note', note: 'Quince' }, officer);
          if (does === 'stop') await door.changeCase(reference, { type: 'stopTexts', all: false }, resident);
          if (does === 'ask') await door.changeCase(reference, { type: 'askErasure' }, resident);
          if (does === 'reply') await door.receiveText({ from: number(who), body: '2 Quince', messageId: `in-${made++}`, sentAt: at });
          if (does === 'contact')
            await door.logContact({
              nonce: `n-${made++}`,
              channel: 'telephone',
              service: 'missed-bin',
              outcome: 'answered',
              mobile: number(who),
              by: officer,
            });
          if (does === 'send') for (const { pk, sk } of textsOf(who)) await door.sendText({ pk: String(pk), sk: String(sk) });
          if (does === 'deliver' || does === 'fail')
            for (const { messageId } of textsOf(who))
              if (messageId) {
                const receipt =
                  does === 'fail' ? ({ state: 'failed', because: 'gone', at } as const) : ({ state: 'delivered', at } as const);
                await door.texts.settleText({ to: number(who), messageId: String(messageId), receipt });
              }
          if (does === 'wait') door.advance(31 * 24);
          await door.project();
        }
        const counted = door.facts();
        for (const [who, reference] of cases.entries()) {
          if (!erase[who]) continue;
          await door.changeCase(reference, { type: 'close', reason: 'Over', basedOn: (await log(who)).length }, officer);
          await door.project();
        }
        const before = door.facts();
        expect(before.length).toBeGreaterThanOrEqual(counted.length);
        for (const [who, reference] of cases.entries()) {
          if (!erase[who]) continue;
          await door.changeCase(reference, { type: 'askErasure' }, resident);
          await door.project();
          await door.changeCase(reference, { type: 'erase', because: 'asked', basedOn: (await log(who)).length }, officer);
          await door.project();
        }
        await door.forgetAll();
        expect(door.facts()).toEqual(before);
        for (const [who, reference] of cases.entries()) {
          if (erase[who]) expect(JSON.stringify(await log(who))).not.toContain('Quince');
          for (const { sequence } of await log(who)) await door.projectCommit({ kind: 'case', id: reference }, sequence);
        }
        expect(door.facts()).toEqual(before);

        // From nothing but the logs, for those who were erased: what their commits count for is what it was.
        const erased = cases.filter((_, who) => erase[who]);
        const ofErased = () => door.facts().filter(({ id }) => erased.some((reference) => String(id).includes(`:case:${reference}`)));
        const theirs = ofErased().filter(({ type }) => type !== 'text');
        for (const { pk, sk } of ofErased()) await door.memory.delete({ pk: String(pk), sk: String(sk) });
        for (const id of erased)
          for (const { sequence } of await door.logs.load({ kind: 'case', id })) await door.projectCommit({ kind: 'case', id }, sequence);
        expect(ofErased()).toEqual(theirs);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
