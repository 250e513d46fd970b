import { afterEach, expect, it } from 'vitest';
import { createClock } from '../../../infra/local/clock.ts';
import { toStack } from '../../../infra/local/cloud-assembly.ts';
import type { LambdaFunction } from '../../../infra/local/functions.ts';
import { createResolver } from '../../../infra/local/resolver.ts';
import { createSchedules, type Schedules } from '../../../infra/local/schedules.ts';
import { createSettle } from '../../../infra/local/settle.ts';
import { createTemplates } from '../../../infra/local/templates.ts';
import type { FunctionRunner } from '../../../infra/local/workers.ts';

const started: Schedules[] = [];
afterEach(() => {
  for (const schedules of started.splice(0)) schedules.stop();
});

/** One rule that runs every minute; each run lasts until `finish`. */
function setup() {
  const rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Arn: 'release' }] } };
  const stacks = [toStack('S', { Resources: { Rule: rule } } as Parameters<typeof toStack>[1])];
  const resolver = createResolver(stacks, { gateUrl: 'http://gate' }, () => '');
  const clock = createClock();
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const invoke: FunctionRunner['invoke'] = () => {
    begun.push(clock.now());
    return new Promise((resolve) => ends.push(() => resolve({ kind: 'value', json: undefined })));
  };
  const runner = { invoke } as FunctionRunner;
  const schedules = createSchedules({
    templates: createTemplates(stacks, resolver),
    findFunction: () => ({ name: 'release' }) as LambdaFunction,
    runner,
    clock,
  });
  started.push(schedules);
  const finish = (): void => {
    for (const end of ends.splice(0)) end();
  };
  const moveBy = async (seconds: number): Promise<number> => {
    clock.advance(seconds * 1000);
    const done = schedules.runDue();
    finish();
    await done;
    return begun.length;
  };
  return { schedules, moveBy, finish };
}

it('keeps in step when a run comes late', async () => {
  const { moveBy } = setup();
  expect(await moveBy(80)).toBe(1);
  expect(await moveBy(30)).toBe(1);
  expect(await moveBy(11)).toBe(2);
});

it('runs once what was due many times, and then in step again', async () => {
  const { moveBy } = setup();
  expect(await moveBy(3600 + 30)).toBe(1);
  expect(await moveBy(31)).toBe(2);
});

it('has not settled while a run that a schedule began goes on', async () => {
  const { schedules, finish } = setup();
  const settle = createSettle({
    streams: [],
    queues: [],
    deliveryLog: { waiting: () => 0 },
    objectEvents: { waiting: () => 0 },
    queueStates: async () => [],
    schedules,
    ledger: { record: () => undefined, calls: () => [], writes: () => 0 },
    patienceMs: 100,
  });
  const running = schedules.runAll();
  await Promise.resolve();
  expect(await settle({ schedules: false })).toMatchObject({ settled: false });
  finish();
  await running;
  expect(await settle({ schedules: false })).toMatchObject({ settled: true });
});
