import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { draftCookie } from '../../../shared/edge/draft-cookie.ts';
import { createDraftStore } from '../../../shared/store/draft-store.ts';
import { adviser, benefitsOfficer, binAnswers, type Console, claimAnswers, manager, openConsole, words } from './console-browser.ts';

let front: Console;
const setup = async () => {
  front = await openConsole();
  const contacts = async () => {
    const { Items = [] } = await front.client.send(new ScanCommand({ TableName: front.tableName }));
    return Items.map((item) => unmarshall(item)).filter((item) => String(item['pk']).startsWith('CONTACT#'));
  };
  return { ...front, contacts };
};
afterEach(() => front.stop());

const contact = {
  nonce: 'n1',
  channel: 'telephone',
  service: 'missed-bin',
  reason: 'not-done',
  outcome: 'answered',
  mobile: '07700 900123',
};

describe('logging a contact', () => {
  it('keeps it with one write, and is ready for the next one on the same channel', async () => {
    const { browser, contacts, calls } = await setup();
    const person = browser(adviser);
    const logged = await person.post('/console/contacts', { ...contact, channel: 'face-to-face' });
    expect(calls.filter((each) => each !== 'CreateTable')).toEqual(['PutItem']);
    expect(logged.location).toMatch(/^\/console\/contacts\?logged=texted&contact=[0-9A-Z]{7}$/);
    const page = await person.get(String(logged.location));
    expect(words(page.html)).toContain('Success Logged. A text will ask them to rate it.');
    expect(page.html).toMatch(/href="\/console\/contacts\/[0-9A-Z]{7}">See it/);
    expect(page.html).toMatch(/<select[^>]*id="service"[^>]*autofocus/);
    expect(page.html).toMatch(/value="face-to-face" checked/);
    expect(await contacts()).toMatchObject([
      {
        by: { kind: 'staff', id: 'amal' },
        events: [{ type: 'logged', channel: 'face-to-face', service: 'missed-bin', outcome: 'answered', reason: 'not-done' }],
        personal: { mobile: '+447700900123' },
      },
    ]);
  });

  it('counts a double press once, and another contact from the same page as another', async () => {
    const { browser, contacts } = await setup();
    const person = browser(adviser);
    await Promise.all([person.post('/console/contacts', contact), person.post('/console/contacts', contact)]);
    expect(await contacts()).toHaveLength(1);
    await person.post('/console/contacts', { ...contact, outcome: 'passed-on' });
    expect(await contacts()).toHaveLength(2);
  });

  it('says everything that is wrong at once and keeps what was typed', async () => {
    const { browser, contacts } = await setup();
    const page = await browser(adviser).post('/console/contacts', {
      nonce: 'n1',
      channel: 'web',
      service: 'made-up',
      mobile: '01632 960100',
    });
    expect(page.status).toBe(400);
    expect(words(page.html)).toContain(
      'There is a problem Choose how they reached us Choose the service they asked about Choose what it was really about, from the general reasons or those of the service Choose how it ended Enter a UK mobile number',
    );
    expect(page.html).toContain('value="01632 960100"');
    expect(await contacts()).toEqual([]);
  });

  it('keeps which case they asked about, where that is one of the service', async () => {
    const { browser, contacts, openCase } = await setup();
    const reference = await openCase('missed-bin', binAnswers);
    const typed = ` ${reference.slice(0, 3).toLowerCase()} ${reference.slice(3)}`;
    expect((await browser(adviser).post('/console/contacts', { ...contact, about: typed })).status).toBe(303);
    expect(await contacts()).toMatchObject([{ events: [{ type: 'logged', outcome: 'answered', about: reference }] }]);
  });

  it.each([
    ['that cannot be read', async () => 'Z9Z-Z9Z9'],
    ['of no case', async () => 'K7M-Q2XW'],
    ['of another service', ({ openCase }: Console) => openCase('housing-benefit', claimAnswers)],
  ])('takes no reference %s, logs nothing, and does not show it again', async (_why, reference) => {
    const { browser, contacts } = await setup();
    const about = await reference(front);
    const page = await browser(adviser).post('/console/contacts', { ...contact, about });
    expect(page.status).toBe(400);
    expect(words(page.html)).toContain('There is a problem No request of that service has that reference.');
    expect(page.html).not.toContain(about);
    expect(page.html).toContain('value="07700 900123"');
    expect(await contacts()).toEqual([]);
  });

  it('is for advisers and managers', async () => {
    const { browser } = await setup();
    expect((await browser(benefitsOfficer).get('/console/contacts')).status).toBe(403);
    expect((await browser(manager).get('/console/contacts')).status).toBe(200);
  });
});

describe('filling in a form for someone', () => {
  it('begins a draft of its own for each resident, on the adviser’s channel', async () => {
    const { browser, table, keyring, clock } = await setup();
    const person = browser(adviser);

    const begun = await person.post('/console/assist', { service: 'blue-badge', channel: 'telephone' });

    expect(begun.location).toBe('/apply/blue-badge/who-for');
    const session = draftCookie.read(person.jar, keyring, clock.nowMs);
    if (!session) throw new Error('no session was begun');
    expect(session.assisted).toEqual({ channel: 'telephone', by: 'amal', service: 'blue-badge' });
    const place = { sessionHash: draftCookie.hash(keyring, session), service: 'blue-badge' };
    expect(await createDraftStore(table).load(place, clock.nowMs)).toMatchObject({
      answers: {},
      assisted: { channel: 'telephone', by: 'amal' },
    });
    await person.post('/console/assist', { service: 'blue-badge', channel: 'telephone' });
    expect(draftCookie.read(person.jar, keyring, clock.nowMs)?.id).not.toBe(session.id);
  });

  it('leaves no resident’s form behind in the browser after signing out', async () => {
    const { browser } = await setup();
    const person = browser(adviser);
    await person.post('/console/assist', { service: 'blue-badge', channel: 'telephone' });
    await person.post('/console/sign-out');
    expect(person.jar.has('__Host-draft')).toBe(false);
  });

  it('asks for the service and the channel', async () => {
    const { browser } = await setup();
    const page = await browser(adviser).post('/console/assist', {});
    expect(page.status).toBe(400);
    expect(words(page.html)).toContain('Choose the service they asked about Choose telephone or face to face');
  });
});
