import { randomBytes } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { createBucketOrigins } from './assets-origin.ts';
import { createCallLedger } from './call-ledger.ts';
import { createClock } from './clock.ts';
import { readAssembly } from './cloud-assembly.ts';
import { createDeliveryLog } from './delivery-log.ts';
import { readDistribution } from './distribution.ts';
import { createDynamoDbGate } from './dynamodb-gate.ts';
import { createEdge } from './edge.ts';
import { startEmbedded } from './embedded.ts';
import { openEmbeddedTable } from './embedded-table.ts';
import { readEventSources } from './event-sources.ts';
import { createForward, createSqsGate } from './forwarding-gates.ts';
import { createFunctionLog } from './function-log.ts';
import { createFunctionFinder } from './functions.ts';
import { startGate } from './gate.ts';
import { createHttpApis, type HttpApi } from './http-api.ts';
import { startFront } from './http-front.ts';
import { type KeptState, openKeptState } from './kept-state.ts';
import { createLocalApi } from './local-api.ts';
import { createMessageService, queueUrlOf, readMessagePlan } from './messages.ts';
import { untilMorning } from './morning.ts';
import { NOTIFY_URL_PLACEHOLDER, startNotify } from './notify.ts';
import { makeNotifyKey } from './notify-key.ts';
import { createObjects } from './objects.ts';
import { oidcSettings } from './oidc-settings.ts';
import { OS_URL_PLACEHOLDER, startPlaces } from './os/places.ts';
import { TILES_URL_PLACEHOLDER } from './os/tiles.ts';
import { PAY_PAGES_PLACEHOLDER, PAY_URL_PLACEHOLDER, startPay } from './pay.ts';
import { openPay } from './pay-local.ts';
import { createPhones, createSnsGate } from './phones.ts';
import { BASE_URL_PLACEHOLDER, BUCKETS_URL_PLACEHOLDER, type Prepared, prepare } from './prepare.ts';
import { noProgress, type Progress } from './progress.ts';
import { startQueueConsumer } from './queues.ts';
import { createResolver } from './resolver.ts';
import { assertTypesKnown } from './resource-types.ts';
import { createS3Front, S3_PATH } from './s3-front.ts';
import { createS3Gate } from './s3-gate.ts';
import { loadSample } from './sample/load-sample.ts';
import { createSchedules } from './schedules.ts';
import { createSecrets, createSecretsGate } from './secrets-gate.ts';
import { createServices, ownServices } from './services.ts';
import { createSettle } from './settle.ts';
import { createStreamConsumer } from './stream.ts';
import { createStreamJournal } from './stream-journal.ts';
import { createTables, readTables } from './tables.ts';
import { createTemplates, type Templates } from './templates.ts';
import { createFunctionRunner } from './workers.ts';

const carriers = ['sns', 'notify'] as const;
export type Carrier = (typeof carriers)[number];

/** Refuses a name that is no carrier's. */
export function carrierNamed(name: string): Carrier {
  const carrier = carriers.find((each) => each === name);
  if (!carrier) throw new Error(`There is no carrier "${name}". Carriers: ${carriers.join(', ')}.`);
  return carrier;
}

export interface LocalOptions {
  /** 0 takes any free port. */
  port?: number;
  dataDir: string;
  /** Empties the data first. */
  fresh?: boolean;
  /** Who takes texts to the phones: SNS, else the local Notify. */
  carrier?: Carrier;
  /** False leaves out the figures published before launch: every quarter is reported from facts. */
  baseline?: boolean;
  /** Whether a first run loads sample residents. */
  sample?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  progress?: Progress;
  /** A folder of services beside the repository's own. */
  services?: string;
  /** Whether a service whose file comes, changes or goes does so here too, at once. */
  watch?: boolean;
  /** Stacks synthesised elsewhere; else the repository's own are built and synthesised. */
  prepared?: Prepared;
}

export interface Local {
  /** `http://localhost:PORT` */
  baseUrl: string;
  stop(): Promise<void>;
}

const LOADING = 'sample begun';
const LOADED = 'sample loaded';

/** Runs the synthesised stacks on this machine. Refuses a port in use and data that another process runs on. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const dataDir = resolve(options.dataDir);
  const state = openState(dataDir, options.fresh ?? false);
  const closing: (() => unknown)[] = [() => state.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    return { baseUrl: await run({ ...options, dataDir }, state, closing), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Data whose first loading was cut short is only half a sample: it is begun anew. */
function openState(dataDir: string, fresh: boolean): KeptState {
  const state = openKeptState(dataDir, { fresh });
  if (state.get(LOADED) !== undefined || state.get(LOADING) === undefined) return state;
  state.close();
  return openKeptState(dataDir, { fresh: true });
}

type Running = LocalOptions & { dataDir: string };

/** Starts everything in order; what must be undone is pushed on `closing`. Returns the address. */
async function run(options: Running, state: KeptState, closing: (() => unknown)[]): Promise<string> {
  const { dataDir, progress = noProgress } = options;
  const front = await startFront(options.port ?? 0);
  closing.push(() => front.close());
  const baseUrl = `http://localhost:${front.port}`;
  const gate = await startGate();
  closing.push(() => gate.close());
  const { carrier = 'sns' } = options;
  const notify = await startNotify();
  closing.push(() => notify.close());
  const pay = await startPay();
  closing.push(() => pay.close());
  const places = await startPlaces();
  closing.push(() => places.close());
  const pagesUrl = `http://127.0.0.1:${front.port}`;
  const { directory, names, catalogue } =
    options.prepared ?? (await prepare(progress, { carrier, baseline: options.baseline === false ? 'none' : 'published' }));
  progress.step('Starting', 0.9);

  const log = createFunctionLog(join(dataDir, 'logs'), options);
  closing.push(() => log.close());
  const clock = createClock(state.get<number>('clock offset') ?? 0, (offset) => state.set('clock offset', offset));
  const ledger = createCallLedger();

  const stacks = readAssembly(directory, (text) =>
    text
      .replaceAll(BASE_URL_PLACEHOLDER, baseUrl)
      .replaceAll(BUCKETS_URL_PLACEHOLDER, `http://127.0.0.1:${front.port}${S3_PATH}`)
      .replaceAll(NOTIFY_URL_PLACEHOLDER, notify.url)
      .replaceAll(TILES_URL_PLACEHOLDER, pagesUrl)
      .replaceAll(OS_URL_PLACEHOLDER, places.url)
      .replaceAll(PAY_PAGES_PLACEHOLDER, pagesUrl)
      .replaceAll(PAY_URL_PLACEHOLDER, pay.url),
  );
  assertTypesKnown(stacks);
  const secretValue = createSecrets(() => templates, state);
  const templates: Templates = createTemplates(stacks, createResolver(stacks, { gateUrl: gate.url }, secretValue));
  const findFunction = createFunctionFinder(templates, (folder) => names[basename(folder)] ?? basename(folder));
  const runner = createFunctionRunner({
    clock,
    gateUrl: gate.url,
    log,
    keySecret: state.getOrMake('access keys', () => randomBytes(32).toString('hex')),
  });
  closing.push(() => runner.stop());

  const services = createServices({
    folders: [ownServices, ...(options.services === undefined ? [] : [resolve(options.services)])],
    keptIn: join(dataDir, 'catalogues'),
    baseUrl,
    asBuilt: catalogue,
    say: log.say,
    renew: runner.renew,
  });
  closing.push(() => services.stop());
  if (options.services !== undefined) await services.refresh();

  const sources = readEventSources(templates, findFunction);
  const apis = createHttpApis({ templates, findFunction, runner, clock });
  const schedules = createSchedules({ templates, findFunction, runner, clock });
  closing.push(() => schedules.stop());

  const tables = readTables(templates);
  const journal = createStreamJournal(clock, tables);
  const table = openEmbeddedTable({ path: join(dataDir, 'table'), onWrite: journal.onWrite });
  closing.push(() => table.close());
  const oidc = await oidcSettings({ apis, state, baseUrl });
  const plan = readMessagePlan(templates);
  const [embedded] = await Promise.all([
    startEmbedded({ clock: clock.shared, messagesFolder: join(dataDir, 'messages'), plan, oidc }, log),
    createTables(table, tables),
  ]);
  closing.push(() => embedded.stop());

  const messages = createMessageService(embedded.messagesPort);
  const phones = createPhones({ state, clock, templates, messages });
  const notifyKey = makeNotifyKey(
    sources.map(({ lambda }) => lambda),
    state,
  );
  if (notifyKey) notify.open({ key: notifyKey, deliver: phones.deliver, now: clock.now });
  const osKeyArn = apis.flatMap(({ functions }) => functions.map(({ environment }) => environment['OS_KEY_SECRET_ARN'])).find(Boolean);
  if (osKeyArn) places.open(secretValue(osKeyArn));
  const payHere = openPay({
    pay,
    pagesUrl,
    baseUrl,
    functions: apis.flatMap(({ functions }) => functions),
    secretValue,
    state,
    now: clock.now,
    say: log.say,
  });
  if (payHere) closing.push(payHere.close);
  const deliveryLog = createDeliveryLog({ templates, findFunction, runner, clock, state, say: log.say });
  closing.push(() => deliveryLog.stop());
  const forward = createForward(embedded.messagesPort);
  const sendTo = async (queueArn: string, MessageBody: string): Promise<void> => {
    await messages.sqs('SendMessage', { QueueUrl: queueUrlOf(queueArn), MessageBody });
  };
  const folder = join(dataDir, 'objects');
  const { objects, objectEvents } = createObjects({ folder, templates, findFunction, runner, clock, state, sendTo, say: log.say });
  closing.push(() => objectEvents.stop());
  gate.open({
    ledger,
    clock,
    say: log.say,
    callerOf: runner.callerOf,
    services: {
      dynamodb: createDynamoDbGate(table, Object.fromEntries(tables.map(({ table: name, keyNames }) => [name, keyNames[0] ?? '']))),
      sqs: createSqsGate(forward),
      sns: createSnsGate(phones, deliveryLog, forward),
      s3: createS3Gate(objects),
      secretsmanager: createSecretsGate(templates, secretValue),
    },
  });

  const streams = sources
    .filter(({ kind }) => kind === 'stream')
    .map((source) => createStreamConsumer({ source, runner, clock, forget: table.forget, sendTo }));
  for (const consumer of streams) {
    journal.subscribe(consumer);
    closing.push(() => consumer.stop());
  }
  await journal.resume(table);
  const queues = sources
    .filter(({ kind }) => kind === 'queue')
    .map((source) => startQueueConsumer({ source, runner, messages, say: log.say }));
  for (const consumer of queues) closing.push(() => consumer.stop());

  const settle = createSettle({
    streams,
    queues,
    deliveryLog,
    objectEvents,
    payments: payHere,
    queueStates: embedded.queues,
    schedules,
    ledger,
  });
  const apiClient = { ...oidc.apiClient, scope: oidc.apiScopes.join(' ') };
  front.open({
    edge: createEdge(readDistribution(templates), originFinder(templates, apis)),
    pay: payHere?.pages,
    local: createLocalApi({ baseUrl, phones, clock, ledger, schedules, settle, apiClient }),
    oidcPort: () => embedded.oidcPort,
    buckets: createS3Front({ templates, objects, clock, signerOf: runner.signerOf, say: log.say }),
    say: log.say,
  });
  objectEvents.start(objects);
  for (const lambda of apis.flatMap(({ functions }) => functions)) runner.warm(lambda);

  const resumed = state.get(LOADED) !== undefined;
  if (!resumed && options.sample) {
    state.set(LOADING, true);
    await loadSample({ baseUrl, progress });
  }
  if (!resumed) clock.advance(untilMorning(clock.now()));
  state.set(LOADED, true);
  schedules.start({ resumed });
  progress.end();
  if (options.watch) {
    services.watch();
    void services.refresh();
  }
  return baseUrl;
}

function originFinder(templates: Templates, apis: HttpApi[]) {
  const origins = [...apis, ...createBucketOrigins(templates)];
  return (host: string) => {
    const origin = origins.find((candidate) => candidate.host === host);
    if (!origin) throw new Error(`The distribution names ${host}, which is no API or bucket of the templates`);
    return (request: Parameters<typeof origin.handle>[0]) => origin.handle(request);
  };
}
