import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import type { FunctionFinder, LambdaFunction } from './functions.ts';
import { ACCOUNT, REGION } from './physical-names.ts';
import { nextRun } from './schedule-expression.ts';
import type { Templates } from './templates.ts';
import type { FunctionRunner } from './workers.ts';

/** How often the runner looks whether something is due, in real milliseconds. */
const LOOK_EVERY_MS = 500;

export interface Schedules {
  functions: LambdaFunction[];
  /** Starts looking at the clock. `resumed` runs everything once soon, as AWS would have meanwhile. */
  start(options: { resumed: boolean }): void;
  /** Runs what has become due, each rule once however often it was due. */
  runDue(): Promise<void>;
  runAll(): Promise<void>;
  /** Whether a run has begun and not ended. */
  running(): boolean;
  stop(): void;
}

interface Rule {
  arn: string;
  expression: string;
  lambda: LambdaFunction;
  input: unknown;
  nextAt: number;
  running: Promise<unknown> | undefined;
}

interface Settings {
  templates: Templates;
  findFunction: FunctionFinder;
  runner: FunctionRunner;
  clock: Clock;
}

/** EventBridge rules of the templates that run a function on a schedule, on the shifted clock. No run overlaps another of its rule. */
export function createSchedules({ templates, findFunction, runner, clock }: Settings): Schedules {
  const rules = templates.ofType('AWS::Events::Rule').flatMap((resource): Rule[] => {
    const { ScheduleExpression, State, Targets } = templates.read(resource, {
      ScheduleExpression: z.string().optional(),
      State: z.string().default('ENABLED'),
      Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })).default([]),
    });
    // A rule without a schedule looks at events.
    if (State !== 'ENABLED' || ScheduleExpression === undefined) return [];
    return Targets.map(({ Arn, Input }) => ({
      arn: templates.attributeOf(resource, 'Arn'),
      expression: ScheduleExpression,
      lambda: findFunction(Arn),
      input: Input === undefined ? undefined : JSON.parse(Input),
      nextAt: nextRun(ScheduleExpression, clock.now()),
      running: undefined,
    }));
  });
  let timer: NodeJS.Timeout | undefined;

  const run = (rule: Rule): Promise<unknown> => {
    const now = clock.now();
    // A run that came late does not put off the next. One made ahead of its time is as good as the one that was to come.
    rule.nextAt = nextRun(rule.expression, now, Math.min(now, rule.nextAt));
    rule.running ??= runner.invoke(rule.lambda, rule.input ?? scheduledEvent(rule.arn, now), `schedule ${rule.lambda.name}`).finally(() => {
      rule.running = undefined;
    });
    return rule.running;
  };
  const runDue = async (): Promise<void> => {
    const now = clock.now();
    for (const rule of rules) {
      // A clock that was put back does not wait for the time it came from.
      const next = nextRun(rule.expression, now);
      if (rule.nextAt > next) rule.nextAt = next;
    }
    await Promise.all(rules.filter(({ nextAt }) => nextAt <= now).map(run));
  };
  return {
    functions: rules.map(({ lambda }) => lambda),
    start: ({ resumed }) => {
      if (resumed) for (const rule of rules) rule.nextAt = clock.now();
      timer = setInterval(() => void runDue(), LOOK_EVERY_MS);
    },
    runDue,
    runAll: async () => {
      // A run that began before this moment may have looked already: wait for it, then run again.
      await Promise.all(rules.map(({ running }) => running));
      await Promise.all(rules.map(run));
    },
    running: () => rules.some(({ running }) => running !== undefined),
    stop: () => clearInterval(timer),
  };
}

/** As EventBridge's rules send it. */
const scheduledEvent = (ruleArn: string, now: number) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT,
  time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
  region: REGION,
  resources: [ruleArn],
  detail: {},
});
