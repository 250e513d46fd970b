import { afterEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { emptyRollup } from '../../../shared/domain/rollup.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { words } from '../../support/words.ts';
import { openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
afterEach(() => portal.stop());

const claimAnswers: Answers = {
  situation: 'pensioner',
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  rent: '£120 a week',
  income: ['state-pension'],
  partner: 'no',
  mobile: { wanted: true, number: '+447700900123' },
  declaration: 'agreed',
};
const officer = { kind: 'staff', id: 'bryn' } as const;

/** A claim that these commands led through, and a browser in which a code has opened it. */
async function setup(...commands: CaseCommand[]) {
  portal = await openPortal();
  const reference = await openClaim();
  const add = async (command: CaseCommand) => {
    const outcome = await portal.changeCase(reference, command, officer);
    if (outcome.kind !== 'changed') throw new Error(JSON.stringify(outcome));
  };
  for (const command of commands) await add(command);
  const path = `/case/${formatReference(reference)}`;
  const browser = portal.browser();
  const [, session = ''] = /=([^;]*)/.exec(portal.portalCookies.opened.make({ reference }, portal.clock.nowMs)) ?? [];
  browser.cookies.set('__Host-opened', session);
  return { browser, path, add, reference, stateNow: async () => (await portal.loadCase(reference))?.state };
}

async function openClaim(changes: object = {}): Promise<Reference> {
  const outcome = await portal.openCase(portal.catalogue.get('housing-benefit') as Service, {
    draftId: crypto.randomUUID(),
    answers: { ...claimAnswers, ...changes },
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  return outcome.reference;
}

const refuse: CaseCommand = { type: 'decide', outcome: 'refused', reason: 'Your savings were £18,000.', reasons: ['savings'], basedOn: 1 };
const DAY_MS = 86_400_000;

describe('a refusal', () => {
  it('says why in plain words, how to ask again and by when', async () => {
    const { browser, path } = await setup(refuse);
    const shown = words((await browser.get(path)).html);
    expect(shown).toContain(
      'This is finished, unless you think that it is wrong. You can ask us to look at it again until 23 December 2026.',
    );
    expect(shown).toContain('What we decided We decided this on 23 November 2026.');
    expect(shown).toContain('Why You have more than £16,000 in savings or other money put by. Your savings were £18,000.');
    expect(shown).toContain('If you think it is wrong You can ask us to look at it again until 23 December 2026.');
    expect(shown).toContain('You can also call us on 01632 960100.');
    expect(shown).not.toContain('If you need money sooner');
  });

  it('is looked at again when its resident asks with a reason, by a date, once however often they press', async () => {
    const { browser, path, stateNow } = await setup(refuse);
    const page = words((await browser.get(`${path}/look-again`)).html);
    expect(page).toContain('We will tell you by 21 December 2026.');
    const pressed = await Promise.all([1, 2].map(() => browser.post(`${path}/look-again`, { reason: 'The savings\r\nwere my mother’s' })));
    expect(pressed.map(({ location }) => location)).toEqual([path, path]);
    expect((await browser.post(`${path}/look-again`, { reason: 'And another thing' })).status).toBe(409);
    expect(await stateNow()).toMatchObject({ sequence: 3, stage: 'reconsidering', targetDate: '2026-12-21' });
    const shown = words((await browser.get(path)).html);
    expect(shown).toContain('We are looking at your claim again Now');
    expect(shown).toContain('It is our turn. You do not need to do anything. We aim to finish by 21 December 2026.');
    expect(shown).toContain('What you told us: The savings were my mother’s');
    expect(shown).toContain('If you need money sooner');
    expect(shown).not.toContain('What we decided');
  });

  it('asks for the reason, keeps one that is too long, and changes nothing', async () => {
    const { browser, path, stateNow } = await setup(refuse);
    const empty = await browser.post(`${path}/look-again`, { reason: '  ' });
    expect([empty.status, words(empty.html)]).toEqual([400, expect.stringContaining('There is a problem Enter what you think is wrong')]);
    const long = await browser.post(`${path}/look-again`, { reason: `${'x'.repeat(1000)}y` });
    expect([long.status, long.html]).toEqual([400, expect.stringContaining('xy</textarea>')]);
    expect(words(long.html)).toContain('What you write must be 1,000 characters or fewer');
    expect((await stateNow())?.sequence).toBe(2);
  });

  it('cannot be asked about after the date: the page says whom to call', async () => {
    const { browser, path, reference, stateNow } = await setup(refuse);
    portal.clock.nowMs += 31 * DAY_MS;
    const [, session = ''] = /=([^;]*)/.exec(portal.portalCookies.opened.make({ reference }, portal.clock.nowMs)) ?? [];
    browser.cookies.set('__Host-opened', session);
    expect(words((await browser.get(path)).html)).toContain(
      'You could ask us to look at it again until 23 December 2026. If you had a good reason',
    );
    expect(words((await browser.get(`${path}/look-again`)).html)).toContain('The last day to ask was 23 December 2026.');
    expect((await browser.post(`${path}/look-again`, { reason: 'I was in hospital' })).status).toBe(409);
    expect((await stateNow())?.sequence).toBe(2);
  });

  it('is nobody else’s to ask about', async () => {
    const { path, stateNow } = await setup(refuse);
    const stranger = portal.browser();
    expect((await stranger.get(`${path}/look-again`)).location).toBe(`/find?reference=${path.split('/').at(-1)}`);
    await stranger.post(`${path}/look-again`, { reason: 'Let me' });
    expect((await stateNow())?.sequence).toBe(2);
  });

  it('shows as refused and as awarded once it was looked at again and awarded', async () => {
    const { browser, path, add } = await setup(refuse, { type: 'reconsider', reason: 'New papers', evenLate: true, basedOn: 2 });
    const award = { amountPence: 11850, per: 'week', from: '2026-11-02', firstPaymentOn: '2026-12-07' } as const;
    await add({ type: 'decide', outcome: 'awarded', reason: '', award, basedOn: 3 });
    const { html } = await browser.get(path);
    expect([...html.matchAll(/app-timeline__title">([^<]+)</g)].map(([, title]) => title)).toEqual([
      'Decided',
      'We are looking at your claim again',
      'Not awarded',
      'Received',
    ]);
    const shown = words(html);
    expect(shown).toContain(
      'We will pay you £118.50 a week. This counts from 2 November 2026. Your first payment is due on 7 December 2026.',
    );
    expect(shown).toContain('You do not need to do anything. The first payment is due on 7 December 2026.');
  });
});

describe('how long others wait', () => {
  const decisions = async (service: string, days: Record<string, number>) => {
    const keyed = Object.fromEntries(Object.entries(days).map(([took, quantity]) => [`decided|${took}`, quantity]));
    const rollup = { ...emptyRollup(), days: keyed };
    const foldedAt = '2026-11-21T03:00:00.000Z';
    const store = createRollupStore(portal.table);
    await store.writeQuarter({ quarter: '2026-27Q2' as never, service, rollup, foldedAt }, 0);
    await store.writeQuarter({ quarter: '2026-27Q3' as never, service, rollup: { ...rollup, days: { 'decided|30': 1 } }, foldedAt }, 0);
    await store.writeQuarter({ quarter: '2026-27Q1' as never, service, rollup: { ...rollup, days: { 'decided|99': 50 } }, foldedAt }, 0);
  };

  it('is said from the last full quarter and this one, with one Query in ten minutes for all pages', async () => {
    const { browser, path } = await setup();
    await decisions('housing-benefit', { '6': 2, '12': 6, '21': 2 });
    portal.calls.length = 0;
    const shown = words((await browser.get(path)).html);
    expect(shown).toContain(
      'How long it takes now Half of the people we told since 1 July 2026 waited 12 days or less. Most waited between 6 and 21 days.',
    );
    expect(shown).toContain('“Most” is 8 out of 10 people.');
    expect(portal.calls).toEqual(['Query', 'Query']);
    portal.calls.length = 0;
    await browser.get(path);
    await browser.get(path);
    expect(portal.calls).toEqual(['Query', 'Query']);
    portal.clock.nowMs += 11 * 60_000;
    portal.calls.length = 0;
    await browser.get(path);
    expect(portal.calls).toEqual(['Query', 'Query']);
  });

  it('is not said under ten decisions, of another service, nor once it was decided', async () => {
    const { browser, path, add } = await setup();
    await decisions('council-tax-support', { '6': 20 });
    await decisions('housing-benefit', { '6': 8 });
    expect(words((await browser.get(path)).html)).not.toContain('How long it takes now');
    portal.clock.nowMs += 11 * 60_000;
    await add(refuse);
    portal.calls.length = 0;
    expect((await browser.get(path)).status).toBe(200);
    expect(portal.calls).toEqual(['Query']);
  });

  it('is not said to those who were put first, whose day is promised', async () => {
    portal = await openPortal();
    const reference = await openClaim({ 'end-of-life': 'yes' });
    await decisions('housing-benefit', { '6': 80 });
    const browser = portal.browser();
    const [, session = ''] = /=([^;]*)/.exec(portal.portalCookies.opened.make({ reference }, portal.clock.nowMs)) ?? [];
    browser.cookies.set('__Host-opened', session);
    portal.calls.length = 0;
    const shown = words((await browser.get(`/case/${formatReference(reference)}`)).html);
    expect(shown).toContain('We aim to finish by 26 November 2026.');
    expect(shown).not.toContain('How long it takes now');
    expect(portal.calls).toEqual(['Query']);
  });
});

it('costs one Query whatever the history', async () => {
  const { browser, path, add } = await setup(refuse);
  for (let note = 0; note < 60; note++) await add({ type: 'note', note: `note ${note}` });
  portal.calls.length = 0;
  expect((await browser.get(path)).status).toBe(200);
  expect(portal.calls).toEqual(['Query']);
});
