import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import type { FunctionFinder, LambdaFunction } from './functions.ts';
import type { KeptState } from './kept-state.ts';
import { ACCOUNT } from './physical-names.ts';
import type { Templates } from './templates.ts';
import type { FunctionRunner } from './workers.ts';

/** Between a text's acceptance and the line about it, in real milliseconds: on AWS it is seconds, and up to 72 hours. */
const LINE_AFTER_MS = 250;
/** Lines handed over at once, at most. */
const BATCH = 100;
/** Lambda tries an event of this kind three times in all. */
const TRIES = 3;

/** How some numbers fare, so that a person can see what a failure does. Every other number is delivered to. */
export const fates = [
  { ending: '996', says: 'gets its texts, but nobody is told so: no confirmation', response: undefined },
  { ending: '997', says: 'is no longer in use: texts fail for good', response: 'Invalid phone number' },
  { ending: '998', says: 'is switched off: texts fail for now', response: 'Phone is currently unreachable/unavailable' },
] as const;
export const fateOf = (number: string) => fates.find(({ ending }) => number.endsWith(ending));

export interface DeliveryLog {
  /** Writes what became of a text that was accepted just now. */
  write(text: { id: string; number: string; body: string }): void;
  /** Lines that nobody has been handed yet. */
  waiting(): number;
  stop(): void;
}

interface Settings {
  templates: Templates;
  findFunction: FunctionFinder;
  runner: FunctionRunner;
  clock: Clock;
  state: KeptState;
  say: (line: string) => void;
}

interface Subscription {
  name: string;
  lambda: LambdaFunction;
}

/** SNS's delivery logs, and the subscriptions that hand their lines to functions. A line stays on disk until it was handed over. */
export function createDeliveryLog({ templates, findFunction, runner, clock, state, say }: Settings): DeliveryLog {
  const subscriptions = readSubscriptions(templates, findFunction);
  const groupOf = (failed: boolean) =>
    templates
      .ofType('AWS::Logs::LogGroup')
      .map((group) => templates.refOf(group))
      .find((name) => (failed ? /\/DirectPublishToPhoneNumber\/Failure$/ : /\/DirectPublishToPhoneNumber$/).test(name));
  let timer: NodeJS.Timeout | undefined;
  let handing = false;
  let stopped = false;

  const later = (): void => {
    if (!stopped) timer ??= setTimeout(() => void handOver(), LINE_AFTER_MS);
  };
  const handOver = async (): Promise<void> => {
    timer = undefined;
    if (handing) return;
    handing = true;
    const [first] = state.lines(1);
    const lines = first ? state.lines(BATCH).filter(({ logGroup }) => logGroup === first.logGroup) : [];
    for (const { name, lambda } of subscriptions.get(first?.logGroup ?? '') ?? []) {
      const event = eventOf({ name, logGroup: first?.logGroup ?? '' }, lines);
      for (let attempt = 1; attempt <= TRIES && !stopped; attempt += 1) {
        if ((await runner.invoke(lambda, event, `logs ${lambda.name}`)).kind !== 'error') break;
        if (attempt === TRIES) say(`  ${lines.length} delivery lines were given up: ${lambda.name} failed on them three times`);
      }
    }
    handing = false;
    if (stopped) return;
    state.dropLines(lines.map(({ position }) => position));
    if (state.lines(1).length > 0) later();
  };

  if (state.lines(1).length > 0) later();
  return {
    write: ({ id, number, body }) => {
      const fate = fateOf(number);
      if (fate && fate.response === undefined) return;
      const logGroup = groupOf(fate !== undefined);
      if (!logGroup || !subscriptions.has(logGroup)) return;
      const at = clock.now();
      state.addLine({
        logGroup,
        at,
        message: JSON.stringify(lineOf({ id, number, parts: partsOf(body) }, { at, failure: fate?.response })),
      });
      later();
    },
    waiting: () => state.lines(1).length,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Each log group's subscriptions. Refuses one that AWS would: a function that the logs service may not call. */
function readSubscriptions(templates: Templates, findFunction: FunctionFinder): Map<string, Subscription[]> {
  const allowed = templates
    .ofType('AWS::Lambda::Permission')
    .map((resource) => templates.read(resource, { FunctionName: z.string(), Principal: z.string() }));
  const found = new Map<string, Subscription[]>();
  for (const resource of templates.ofType('AWS::Logs::SubscriptionFilter')) {
    const { LogGroupName, DestinationArn, FilterName, FilterPattern } = templates.read(resource, {
      LogGroupName: z.string(),
      DestinationArn: z.string(),
      FilterName: z.string().default(resource.logicalId),
      FilterPattern: z.literal('', 'the local runner hands on every line or none'),
    });
    void FilterPattern;
    const lambda = findFunction(DestinationArn);
    if (!allowed.some(({ FunctionName, Principal }) => Principal === 'logs.amazonaws.com' && findFunction(FunctionName) === lambda))
      throw new Error(`The logs service may not call ${lambda.name}: there is no AWS::Lambda::Permission for it`);
    found.set(LogGroupName, [...(found.get(LogGroupName) ?? []), { name: FilterName, lambda }]);
  }
  return found;
}

/** docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
function lineOf(
  { id, number, parts }: { id: string; number: string; parts: number },
  { at, failure }: { at: number; failure: string | undefined },
) {
  return {
    notification: { messageId: id, timestamp: new Date(at).toISOString().replace('T', ' ').replace('Z', '') },
    delivery: {
      ...(failure ? {} : { phoneCarrier: 'Laptop Mobile' }),
      mnc: failure ? 0 : 30,
      numberOfMessageParts: parts,
      destination: number,
      priceInUSD: 0.05 * parts,
      smsType: 'Transactional',
      mcc: failure ? 0 : 234,
      providerResponse: failure ?? 'Message has been accepted by phone carrier',
      dwellTimeMs: LINE_AFTER_MS,
      dwellTimeMsUntilDeviceAck: LINE_AFTER_MS,
    },
    status: failure ? 'FAILURE' : 'SUCCESS',
  };
}

const partsOf = (body: string): number => (body.length <= 160 ? 1 : Math.ceil(body.length / 153));

/** As CloudWatch Logs hands lines to a function: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
function eventOf({ name, logGroup }: { name: string; logGroup: string }, lines: { position: number; at: number; message: string }[]) {
  const data = {
    messageType: 'DATA_MESSAGE',
    owner: ACCOUNT,
    logGroup,
    logStream: 'phones',
    subscriptionFilters: [name],
    logEvents: lines.map(({ position, at, message }) => ({ id: String(position).padStart(56, '0'), timestamp: at, message })),
  };
  return { awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } };
}
