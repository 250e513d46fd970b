import { SNSClient } from '@aws-sdk/client-sns';
import { afterEach, describe, expect, it } from 'vitest';
import { createCarrier } from '../../../functions/send-text/carrier.ts';
import { environments, loadConfig } from '../../../shared/edge/config.ts';
import { type Answer, startCarrierEnd } from '../../support/carrier-end.ts';

const common = {
  TABLE_NAME: 'table',
  KEY_SECRET_ARN: 'arn:key',
  COUNCIL: JSON.stringify({
    name: 'Northwick',
    shortName: 'Northwick',
    phone: '01632 960100',
    email: 'a@b.example',
    timezone: 'Europe/London',
  }),
  BASE_URL: 'https://my.northwick.example',
};
const byNotify = {
  ...common,
  CARRIER: 'notify',
  NOTIFY_KEY_SECRET_ARN: 'arn:notify',
  NOTIFY_TEMPLATE_ID: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
  NOTIFY_URL: 'http://127.0.0.1:1',
};
const KEY = 'front-door-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0';
const TEXT = { to: '+447700900123', body: 'Northwick: hello' };

const running: (() => void)[] = [];
afterEach(() => {
  for (const stop of running.splice(0)) stop();
});

async function setup(answer: Answer) {
  const end = await startCarrierEnd(answer);
  running.push(end.stop);
  const asked: string[] = [];
  const parts = {
    sns: () =>
      new SNSClient({ endpoint: end.url, region: 'eu-west-2', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 }),
    readSecret: async (arn: string) => {
      asked.push(arn);
      return KEY;
    },
    now: Date.now,
  };
  const carrierOf = (env: Record<string, string>) => createCarrier(loadConfig(environments.sender, env), parts);
  return { ...end, asked, carrierOf };
}

describe('the carrier of the environment', () => {
  it('is SNS, which needs no other secret', async () => {
    const { heard, asked, carrierOf } = await setup((response) =>
      response.end('<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>'),
    );
    const carrier = await carrierOf({ ...common, CARRIER: 'sns', ORIGINATION_NUMBER: '+447700900999' });
    expect(await carrier.send(TEXT)).toEqual({ kind: 'accepted', messageId: 'm-1' });
    expect([asked, heard.map(({ path }) => path)]).toEqual([[], ['/']]);
  });

  it('is Notify, with the key from its secret', async () => {
    const { url, heard, asked, carrierOf } = await setup((response) => response.writeHead(201).end('{"id":"n-1"}'));
    const carrier = await carrierOf({ ...byNotify, NOTIFY_URL: url });
    expect(await carrier.send(TEXT)).toEqual({ kind: 'accepted', messageId: 'n-1' });
    expect([asked, heard.map(({ path }) => path)]).toEqual([['arn:notify'], ['/v2/notifications/sms']]);
  });

  it('is nothing while the key’s secret holds no key', async () => {
    const config = loadConfig(environments.sender, byNotify);
    const parts = { sns: () => new SNSClient(), readSecret: async () => 'nonsense made by the deployment', now: Date.now };
    await expect(createCarrier(config, parts)).rejects.toThrow('the Notify API key is not one');
  });

  it.each([
    ['no carrier', common, 'CARRIER'],
    ['a carrier that there is not', { ...common, CARRIER: 'pigeon' }, 'CARRIER'],
    ['SNS without a number', { ...common, CARRIER: 'sns' }, 'ORIGINATION_NUMBER'],
    ['Notify without a template', { ...byNotify, NOTIFY_TEMPLATE_ID: '' }, 'NOTIFY_TEMPLATE_ID'],
  ])('is not made of %s', (_, env, named) => {
    expect(() => loadConfig(environments.sender, env)).toThrow(named);
  });
});
