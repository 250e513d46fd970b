import { afterEach, describe, expect, it } from 'vitest';
import { type Door, startDoor } from '../support/browser-door.ts';
import { type Changed, changedTemplates, withoutPermission } from '../support/browser-permissions.ts';
import { answerBin, createVisitor, onCase, reportBin } from '../support/browser-visitor.ts';

const NUMBER = '07700 900331';
let door: Door | undefined;
let changed: Changed | undefined;
const startWith = async (templates: Promise<Changed>): Promise<Door> => {
  changed = await templates;
  door = await startDoor({ prepared: changed.prepared });
  return door;
};
afterEach(async () => {
  await door?.stop();
  changed?.remove();
});

describe('a permission taken out of the templates', () => {
  it('of the portal to put: the send is refused, kindly; nothing is half done, and the answers are safe', async () => {
    const { baseUrl, settle, textsTo, calls } = await startWith(withoutPermission('portal', 'dynamodb:PutItem'));
    const visitor = createVisitor(baseUrl);
    await answerBin(visitor, NUMBER);
    const sent = await visitor.post('/apply/missed-bin/check', {});
    expect([sent.status, sent.html]).toEqual([500, expect.stringContaining('Sorry, something went wrong')]);
    await settle();
    expect((await calls()).filter(({ refused }) => refused)).toEqual([
      expect.objectContaining({ function: 'portal', operation: 'PutItem', cause: 'POST /apply/missed-bin/check' }),
    ]);
    expect(await textsTo(NUMBER)).toEqual([]);
    const officer = createVisitor(baseUrl);
    await officer.signIn('esme');
    expect((await officer.get('/console')).html).toContain('No open cases.');
    expect((await visitor.get('/apply/missed-bin/check')).html).toContain('07700 900331');
  });

  it('of send-text to publish: no text goes, none is lost from sight', async () => {
    const { baseUrl, settle, textsTo, calls } = await startWith(withoutPermission('send-text', 'sns:Publish'));
    const reference = await reportBin(createVisitor(baseUrl), NUMBER);
    await settle();
    expect((await calls()).filter(({ refused }) => refused)).toEqual([
      expect.objectContaining({ function: 'send-text', operation: 'Publish' }),
    ]);
    expect(await textsTo(NUMBER)).toEqual([]);
    const officer = createVisitor(baseUrl);
    await officer.signIn('esme');
    expect((await officer.get(`/console/cases/${reference}`)).html).toMatch(/Not sent: the phone company refused it|Waiting to be sent/);
  });

  it('of the console to put: the officer is told that nothing is known to be kept, and the case is as it was', async () => {
    const { baseUrl, settle, textsTo } = await startWith(withoutPermission('console', 'dynamodb:PutItem'));
    const reference = await reportBin(createVisitor(baseUrl), NUMBER);
    await settle();
    const officer = createVisitor(baseUrl);
    await officer.signIn('esme');
    expect((await onCase(officer, reference, { do: 'complete' })).status).toBe(500);
    await settle();
    expect(await textsTo(NUMBER)).toHaveLength(1);
    expect((await officer.get(`/console/cases/${reference}`)).html).toContain('Received');
  });
});

it('answers nothing that does not come through the distribution, whatever the header guesses', async () => {
  const withoutHeader = changedTemplates(({ Resources }) => {
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type !== 'AWS::CloudFront::Distribution') continue;
      const { Origins } = Properties['DistributionConfig'] as { Origins: { OriginCustomHeaders?: unknown[] }[] };
      for (const origin of Origins) delete origin.OriginCustomHeaders;
    }
  });
  const { baseUrl } = await startWith(withoutHeader);
  const visitor = createVisitor(baseUrl);
  for (const path of ['/', '/find', '/console', '/console/report', '/api/v1/openapi.json']) {
    expect([path, (await visitor.get(path)).status]).toEqual([path, 403]);
    expect([path, (await visitor.get(path, { headers: { 'x-origin-verify': 'a guess' } })).status]).toEqual([path, 403]);
  }
  expect((await visitor.get('/')).html).toContain('This is not the way in');
});
