import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePoster } from '../../../shared/domain/poster.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { adviser, benefitsOfficer, binAnswers, type Console, environmentOfficer, manager, openConsole, words } from './console-browser.ts';

let front: Console;
beforeEach(async () => {
  front = await openConsole();
});
afterEach(() => front.stop());

const cards = { nonce: 'n1', service: 'missed-bin', via: 'post', channel: 'face-to-face', 'score-5': '12', 'score-4': '3', 'score-1': '1' };
const left = async () => {
  const { Items = [] } = await front.client.send(new ScanCommand({ TableName: front.tableName }));
  return Items.map((item) => unmarshall(item)).filter((item) => String(item['pk']).startsWith('CONTACT#'));
};

describe('entering ratings from paper', () => {
  it('keeps a pile of cards with one write, on the day they were given, and a double press once', async () => {
    const officer = front.browser(benefitsOfficer);
    const pile = { ...cards, 'day-day': '30', 'day-month': '6', 'day-year': '2026' };
    front.calls.length = 0;
    const kept = await officer.post('/console/ratings', pile);
    expect(front.calls).toEqual(['PutItem']);
    await officer.post('/console/ratings', pile);
    expect(await left()).toMatchObject([
      {
        by: { kind: 'staff', id: 'bryn' },
        events: [
          { type: 'ratingLeft', via: 'post', score: 5, quantity: 12, happenedAt: '2026-06-30T11:00:00.000Z' },
          { type: 'ratingLeft', score: 4, quantity: 3 },
          { type: 'ratingLeft', score: 1, quantity: 1 },
        ],
      },
    ]);
    const page = await officer.get(kept.location ?? '');
    expect(words(page.html)).toContain('16 kept. Ready for more.');
    expect(page.html).toContain('value="missed-bin" selected');
  });

  it('says everything that is wrong at once, and keeps what was typed', async () => {
    const wrong = { 'score-5': 'many', 'score-4': '2', reference: 'Z9Z', 'day-day': '1', 'day-month': '1', 'day-year': '2027' };
    const page = await front.browser(benefitsOfficer).post('/console/ratings', wrong);
    expect(page.status).toBe(400);
    expect(words(page.html)).toContain(
      'There is a problem Choose the service that they rated Choose where the ratings are from Choose how these people reached us Enter a real day, not ahead of today Enter how many gave each score, in whole numbers up to 1,000, at least one in all No request of that service has that reference',
    );
    expect(page.html).toContain('value="many"');
    expect(await left()).toEqual([]);
  });

  it('is not for advisers, nor for the team that does the service', async () => {
    expect((await front.browser(adviser).post('/console/ratings', cards)).status).toBe(403);
    const page = await front.browser(environmentOfficer).post('/console/ratings', cards);
    expect(words(page.html)).toContain('Your team does this service.');
    expect(await left()).toEqual([]);
  });

  it('gives a card’s rating to its request once that has ended, but not by whoever worked on it', async () => {
    const reference: Reference = await front.openCase('missed-bin', binAnswers);
    const card = { ...cards, 'score-5': '', 'score-4': '1', 'score-1': '', reference: reference.toLowerCase(), comment: 'Quick' };
    const boss = front.browser(manager);
    const other = front.browser(benefitsOfficer);
    expect(words((await boss.post('/console/ratings', { ...card, 'score-1': '1' })).html)).toContain('enter that one rating alone');
    expect(words((await boss.post('/console/ratings', card)).html)).toContain('That request has not ended');
    await front.changeCase(reference, { type: 'complete', basedOn: 1 }, { kind: 'staff', id: manager.id });
    expect(words((await boss.post('/console/ratings', card)).html)).toContain('You worked on that request.');
    const given = { 'day-day': '30', 'day-month': '6', 'day-year': '2026' };
    expect((await other.post('/console/ratings', { ...card, ...given })).status).toBe(303);
    expect((await front.loadCase(reference))?.state.rating).toMatchObject({ score: 4, via: 'post', comment: 'Quick' });
    expect((await front.logs.load({ kind: 'case', id: reference })).at(-1)?.events).toEqual([
      { type: 'rated', score: 4, via: 'post', happenedAt: '2026-06-30T11:00:00.000Z' },
    ]);
    // From here on they say so themselves, and that stands.
    await front.changeCase(reference, { type: 'rate', score: 1, via: 'reply' }, { kind: 'resident' });
    expect(words((await other.post('/console/ratings', card)).html)).toContain(
      'They have rated that request already, by text or by its link.',
    );
    expect((await front.loadCase(reference))?.state.rating).toMatchObject({ score: 1, via: 'reply' });
  });
});

describe('a poster', () => {
  it('has a code and an address that we made, for the service and place that were asked for', async () => {
    const page = await front.browser(manager).get('/console/posters/print?service=missed-bin&place=library');
    expect(page.status).toBe(200);
    const [, token = ''] = /Or type: my\.northwick\.gov\.uk\/rate\/at\/missed-bin\/([\w-]+)/.exec(words(page.html)) ?? [];
    expect(parsePoster(front.keyring, 'missed-bin', token)).toEqual({ service: 'missed-bin', place: 'library' });
    expect(page.html).toMatch(/<svg class="app-poster__code" viewBox="0 0 41 41"/);
  });

  it('is asked for with a place in small letters, by managers', async () => {
    const page = await front.browser(manager).get('/console/posters/print?service=&place=Town%20Hall!');
    expect(page.status).toBe(400);
    expect(words(page.html)).toContain('Choose the service to rate Enter where it will hang');
    expect((await front.browser(adviser).get('/console/posters')).status).toBe(403);
  });
});
