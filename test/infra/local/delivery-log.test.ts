import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { createClock } from '../../../infra/local/clock.ts';
import { toStack } from '../../../infra/local/cloud-assembly.ts';
import { createDeliveryLog } from '../../../infra/local/delivery-log.ts';
import type { LambdaFunction } from '../../../infra/local/functions.ts';
import { openKeptState } from '../../../infra/local/kept-state.ts';
import { createResolver } from '../../../infra/local/resolver.ts';
import { createTemplates } from '../../../infra/local/templates.ts';

const GROUP = 'sns/eu-west-2/000000000000/DirectPublishToPhoneNumber';
const group = (LogGroupName: string) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } });
const subscription = (LogGroupName: string) => ({
  Type: 'AWS::Logs::SubscriptionFilter',
  Properties: { LogGroupName: { Ref: LogGroupName }, DestinationArn: 'settle', FilterName: 'all', FilterPattern: '' },
});
const permission = { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: 'settle', Principal: 'logs.amazonaws.com' } };
const resources = {
  Delivered: group(GROUP),
  Undelivered: group(`${GROUP}/Failure`),
  DeliveredLines: subscription('Delivered'),
  UndeliveredLines: subscription('Undelivered'),
  Permission: permission,
};
type Event = { awslogs: { data: string } };

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

function setup(Resources: object = resources, dataDir = mkdtempSync(join(tmpdir(), 'lines-'))) {
  const stacks = [toStack('S', { Resources } as Parameters<typeof toStack>[1])];
  const templates = createTemplates(
    stacks,
    createResolver(stacks, { gateUrl: 'http://gate' }, () => ''),
  );
  const lambda = { name: 'settle-text' } as LambdaFunction;
  const events: { messageType: string; logGroup: string; subscriptionFilters: string[]; logEvents: { message: string }[] }[] = [];
  const outcomes: ('error' | 'done')[] = [];
  const runner = {
    invoke: async (_: LambdaFunction, event: unknown) => {
      events.push(JSON.parse(gunzipSync(Buffer.from((event as Event).awslogs.data, 'base64')).toString()));
      return { kind: outcomes.shift() ?? 'done' } as never;
    },
  } as unknown as Parameters<typeof createDeliveryLog>[0]['runner'];
  const state = openKeptState(dataDir);
  const log = createDeliveryLog({ templates, findFunction: () => lambda, runner, clock: createClock(), state, say: () => {} });
  const stop = () => {
    log.stop();
    state.close();
  };
  closing.push(() => rmSync(dataDir, { recursive: true, force: true }), stop);
  const handed = async (count: number) => {
    const until = Date.now() + 5_000;
    while (events.length < count && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    while (log.waiting() > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    return events;
  };
  return { log, events, outcomes, handed, dataDir, stop };
}
const text = (id: string, number = '+447700900123') => ({ id, number, body: 'hello' });

it('hands on what became of each text, as CloudWatch Logs does', async () => {
  const { log, handed } = setup();
  log.write(text('m-1'));
  const [event] = await handed(1);
  expect(event).toMatchObject({ messageType: 'DATA_MESSAGE', logGroup: GROUP, subscriptionFilters: ['all'] });
  const line = JSON.parse(event?.logEvents[0]?.message ?? '');
  expect(line).toMatchObject({
    notification: { messageId: 'm-1', timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}$/) },
    delivery: { destination: '+447700900123', numberOfMessageParts: 1, providerResponse: 'Message has been accepted by phone carrier' },
    status: 'SUCCESS',
  });
});

it('says of some numbers that they fail, and of some nothing', async () => {
  const { log, handed } = setup();
  log.write(text('m-1', '+447700900997'));
  log.write(text('m-2', '+447700900996'));
  const [event] = await handed(1);
  expect(event?.logGroup).toBe(`${GROUP}/Failure`);
  expect(event?.logEvents.map(({ message }) => JSON.parse(message))).toMatchObject([
    { status: 'FAILURE', notification: { messageId: 'm-1' }, delivery: { providerResponse: 'Invalid phone number' } },
  ]);
});

it('tries three times, and goes on', async () => {
  const { log, handed, outcomes } = setup();
  outcomes.push('error', 'error', 'error');
  log.write(text('m-1'));
  expect(await handed(3)).toHaveLength(3);
  log.write(text('m-2'));
  expect(await handed(4)).toHaveLength(4);
});

it('hands on after a restart what it had not before', async () => {
  const first = setup();
  first.log.write(text('m-1'));
  first.stop();
  closing.length = 0;
  const second = setup(resources, first.dataDir);
  const [event] = await second.handed(1);
  expect(event?.logEvents).toHaveLength(1);
});

it('refuses a subscription to a function that the logs service may not call', () => {
  const { Permission: _, ...rest } = resources;
  expect(() => setup(rest)).toThrow('may not call settle-text');
});
