import * as z from 'zod';
import type { Clock } from './clock.ts';
import type { EventRules } from './event-rules.ts';
import { roleStatements } from './functions.ts';
import type { KeptState } from './kept-state.ts';
import { scanResult } from './malware-scan.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { isAllowed } from './permissions.ts';
import { ACCOUNT, REGION } from './physical-names.ts';
import type { Templates } from './templates.ts';

/** Between an upload and what follows from it, in real milliseconds: a scan takes seconds on AWS. */
const FOLLOWS_AFTER_MS = 250;
const KEPT = 'objects that came';

type Came = Pick<StoredObject, 'bucket' | 'key' | 'versionId'>;

export interface ObjectEvents {
  /** Notes an object that is about to be there, if anything follows from it. */
  note(object: StoredObject): void;
  /** Objects from which something is still to follow. */
  waiting(): number;
  start(objects: Pick<ObjectStore, 'find' | 'read'>): void;
  stop(): void;
}

export interface ObjectEventsSettings {
  templates: Templates;
  rules: EventRules;
  clock: Clock;
  state: KeptState;
  sendTo: (queueArn: string, body: string) => Promise<void>;
  say: (line: string) => void;
}

/**
 * What follows from an object: a message on a queue, where its bucket's notifications say so, and the result of a scan, where a
 * protection plan covers it. An object stays noted on disk until both were handed on, so that a process killed at any moment
 * hands them on when it comes back, perhaps twice.
 */
export function createObjectEvents({ templates, rules, clock, state, sendTo, say }: ObjectEventsSettings): ObjectEvents {
  const notifications = readNotifications(templates);
  const plans = readPlans(templates);
  let objects: Pick<ObjectStore, 'find' | 'read'> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let handing = false;
  let stopped = false;

  const noted = () => state.get<Came[]>(KEPT) ?? [];
  const later = (): void => {
    if (!stopped && objects) timer ??= setTimeout(() => void handOn(), FOLLOWS_AFTER_MS);
  };
  const follow = async (object: StoredObject): Promise<void> => {
    for (const { queueArn, configuration } of notifications.filter(({ covers }) => covers(object)))
      await sendTo(queueArn, JSON.stringify({ Records: [notificationOf(object, configuration)] }));
    for (const { arn } of plans.filter(({ covers }) => covers(object))) {
      const at = new Date(clock.now()).toISOString();
      await rules.put(scanResult(object, objects?.read(object) ?? Buffer.alloc(0), { planArn: arn, at }));
    }
  };
  const handOn = async (): Promise<void> => {
    timer = undefined;
    if (handing) return;
    handing = true;
    const [first] = noted();
    // An object that was noted and never came, or is gone already, is followed by nothing.
    const object = first && objects?.find(first.bucket, first.key, first.versionId);
    try {
      if (object) await follow(object);
    } catch (error) {
      say(`  What follows from an upload could not be handed on: ${String(error)}`);
    }
    handing = false;
    if (stopped) return;
    state.set(
      KEPT,
      noted().filter(({ versionId }) => versionId !== first?.versionId),
    );
    if (noted().length > 0) timer ??= setTimeout(() => void handOn(), 0);
  };

  return {
    note: ({ bucket, key, versionId, ...rest }) => {
      const object = { bucket, key, versionId, ...rest };
      if (![...notifications, ...plans].some(({ covers }) => covers(object))) return;
      state.set(KEPT, [...noted(), { bucket, key, versionId }]);
      later();
    },
    waiting: () => noted().length,
    start: (given) => {
      objects = given;
      if (noted().length > 0) later();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

type Covers = (object: StoredObject) => boolean;

const queueConfiguration = z.object({
  Id: z.string().optional(),
  Event: z.string(),
  Queue: z.string(),
  Filter: z.object({ S3Key: z.object({ Rules: z.array(z.object({ Name: z.string(), Value: z.string() })) }) }).optional(),
});
const notificationConfiguration = z.object({
  QueueConfigurations: z.array(queueConfiguration).default([]),
  LambdaConfigurations: z.array(z.never('the local runner notifies queues only')).default([]),
  TopicConfigurations: z.array(z.never('the local runner notifies queues only')).default([]),
});

/** The buckets' notifications. Refuses one that AWS would: a queue that S3 may not send to. */
function readNotifications(templates: Templates): { covers: Covers; queueArn: string; configuration: string }[] {
  return templates.ofType('AWS::S3::Bucket').flatMap((resource) => {
    const { NotificationConfiguration } = templates.read(resource, { NotificationConfiguration: notificationConfiguration.optional() });
    const bucket = templates.refOf(resource);
    return (NotificationConfiguration?.QueueConfigurations ?? []).map(({ Id = resource.logicalId, Event, Queue, Filter }) => {
      if (!queuesOpenToS3(templates).includes(Queue)) throw new Error(`S3 may not send to ${Queue}: no AWS::SQS::QueuePolicy lets it`);
      const rules = (Filter?.S3Key.Rules ?? []).map(({ Name, Value }) => ({ name: Name.toLowerCase(), value: Value }));
      const passes = (key: string) => rules.every(({ name, value }) => (name === 'prefix' ? key.startsWith(value) : key.endsWith(value)));
      const event = new RegExp(`^${Event.replace('s3:', '').replaceAll('*', '.*')}$`);
      const covers: Covers = (object) => object.bucket === bucket && event.test(`ObjectCreated:${object.via}`) && passes(object.key);
      return { covers, queueArn: Queue, configuration: Id };
    });
  });
}

const queuePolicy = z.object({
  Statement: z.array(z.object({ Effect: z.string(), Principal: z.unknown(), Action: z.unknown(), Resource: z.unknown() })),
});

function queuesOpenToS3(templates: Templates): string[] {
  return templates.ofType('AWS::SQS::QueuePolicy').flatMap((resource) => {
    const { PolicyDocument } = templates.read(resource, { PolicyDocument: queuePolicy });
    return PolicyDocument.Statement.flatMap(({ Effect, Principal, Action, Resource }) =>
      Effect === 'Allow' && JSON.stringify(Principal).includes('s3.amazonaws.com') && [Action].flat().includes('sqs:SendMessage')
        ? [Resource].flat().map(String)
        : [],
    );
  });
}

/** The plans by which GuardDuty scans. Refuses one whose role does not let it read what it is to scan. */
function readPlans(templates: Templates): { covers: Covers; arn: string }[] {
  return templates.ofType('AWS::GuardDuty::MalwareProtectionPlan').map((resource) => {
    const { Role, ProtectedResource } = templates.read(resource, {
      Role: z.string(),
      ProtectedResource: z.object({ S3Bucket: z.object({ BucketName: z.string(), ObjectPrefixes: z.array(z.string()).default(['']) }) }),
    });
    const { BucketName, ObjectPrefixes } = ProtectedResource.S3Bucket;
    const { statements } = roleStatements(templates, Role);
    for (const prefix of ObjectPrefixes) {
      const resourceArn = `arn:aws:s3:::${BucketName}/${prefix}x`;
      const missing = ['s3:GetObject', 's3:GetObjectVersion'].find((action) => !isAllowed(statements, { action, resource: resourceArn }));
      if (missing) throw new Error(`The role of the malware scan does not allow ${missing} on ${resourceArn}`);
    }
    const covers: Covers = ({ bucket, key }) => bucket === BucketName && ObjectPrefixes.some((prefix) => key.startsWith(prefix));
    return { covers, arn: `arn:aws:guardduty:${REGION}:${ACCOUNT}:malware-protection-plan/${resource.logicalId}` };
  });
}

/** As S3 tells a queue: docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function notificationOf({ bucket, key, versionId, etag, size, at, via }: StoredObject, configurationId: string) {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: REGION,
    eventTime: at,
    eventName: `ObjectCreated:${via}`,
    userIdentity: { principalId: `AWS:${ACCOUNT}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': versionId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: { name: bucket, ownerIdentity: { principalId: ACCOUNT }, arn: `arn:aws:s3:::${bucket}` },
      // A space is a plus in it, as in a form.
      object: {
        key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
        size,
        eTag: etag.replaceAll('"', ''),
        versionId,
        sequencer: versionId.slice(0, 15).toUpperCase(),
      },
    },
  };
}
