import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePlan } from './messages.ts';
import type { OidcSettings } from './oidc.ts';
import { REGION } from './physical-names.ts';
import { shiftDate } from './shifted-date.ts';

/** What the thread of embedded parts is started with. */
export interface EmbeddedStart {
  clock: SharedArrayBuffer;
  messagesFolder: string;
  plan: MessagePlan;
  oidc: OidcSettings;
}

/** How the messages of one queue stand, on the shifted clock. */
export interface QueueState {
  name: string;
  /** Visible now, or delayed or out of sight until a time that has come. */
  due: number;
  /** Ids of messages out of sight. */
  hidden: string[];
}

export type FromEmbedded = { kind: 'ready'; messagesPort: number; oidcPort: number } | { kind: 'queues'; id: number; queues: QueueState[] };
export type ToEmbedded = { kind: 'queues'; id: number } | { kind: 'stop' };

const port = parentPort;
if (!port) throw new Error('embedded-worker.ts runs in a worker');
const { clock, messagesFolder, plan, oidc } = workerData as EmbeddedStart;
shiftDate(clock);
listenOnLoopbackOnly();
forgetWhatAnEndedProcessHeld();

const [{ startFauxqs }, { createOidcListener }] = await Promise.all([import('fauxqs'), import('./oidc.ts')]);
const messages = await startFauxqs({
  port: 0,
  logger: false,
  dataDir: messagesFolder,
  defaultRegion: REGION,
  init: { region: REGION, ...plan },
});
await bringAttributesUpToDate();
const oidcPort = await listen(createOidcListener(oidc));

port.on('message', (message: ToEmbedded) => {
  if (message.kind === 'queues') send({ kind: 'queues', id: message.id, queues: plan.queues.map(({ name }) => stateOf(name)) });
  else void messages.stop().finally(() => process.exit(0));
});
send({ kind: 'ready', messagesPort: messages.port, oidcPort });

function send(message: FromEmbedded): void {
  port?.postMessage(message);
}

/** fauxqs listens on every address of the machine; here, whatever this thread opens is on loopback. */
function listenOnLoopbackOnly(): void {
  const original = Server.prototype.listen as (this: Server, ...args: unknown[]) => Server;
  Server.prototype.listen = function (this: Server, options: unknown, ...rest: unknown[]) {
    const narrowed = typeof options === 'object' && options !== null ? { ...options, host: '127.0.0.1' } : options;
    return original.call(this, narrowed, ...rest);
  } as typeof Server.prototype.listen;
}

/**
 * Messages that were with a function when the last process ended are to be seen again at once, rather than when their visibility
 * timeout ends: nobody is left to finish them. Topics and subscriptions are made anew from the templates.
 */
function forgetWhatAnEndedProcessHeld(): void {
  const file = join(messagesFolder, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  database.exec(`
    UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL;
    DELETE FROM sns_subscriptions;
    DELETE FROM sns_topics`);
  database.close();
}

/** A queue kept from an earlier run takes the attributes the templates give it now. */
async function bringAttributesUpToDate(): Promise<void> {
  for (const { name, attributes } of plan.queues) {
    const response = await fetch(`http://127.0.0.1:${messages.port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SetQueueAttributes' },
      body: JSON.stringify({ QueueUrl: `http://127.0.0.1/000000000000/${name}`, Attributes: attributes }),
    });
    if (!response.ok) throw new Error(`The embedded queues refuse the attributes of ${name}: ${await response.text()}`);
  }
}

function stateOf(name: string): QueueState {
  const queue = messages.inspectQueue(name);
  const now = Date.now();
  const { ready = [], delayed = [], inflight = [] } = queue?.messages ?? {};
  const hidden = inflight.filter(({ visibilityDeadline }) => visibilityDeadline > now);
  return {
    name,
    due: ready.length + delayed.filter(({ delayUntil = 0 }) => delayUntil <= now).length + inflight.length - hidden.length,
    hidden: hidden.map(({ message }) => message.messageId),
  };
}

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen({ port: 0 }, resolve));
  return (server.address() as AddressInfo).port;
}
