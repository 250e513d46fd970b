import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { EmbeddedTable, Item, Write } from './embedded-table.ts';
import { REGION } from './physical-names.ts';

/** A change to a table, as a stream with NEW_AND_OLD_IMAGES carries it to a function. */
export interface StreamRecord {
  eventID: string;
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  awsRegion: string;
  eventSourceARN: string;
  dynamodb: {
    /** Epoch seconds. */
    ApproximateCreationDateTime: number;
    Keys: Item;
    NewImage?: Item;
    OldImage?: Item;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: 'NEW_AND_OLD_IMAGES';
  };
}

export interface StreamedTable {
  table: string;
  keyNames: string[];
  streamArn: string;
}

/** Someone who is handed records: an event source mapping. */
export interface Consumer {
  id: string;
  streamArn: string;
  wants(record: StreamRecord): boolean;
  take(entry: JournalEntry): void;
}

/** A record waiting for one consumer. It stays on disk under its key until it is forgotten. */
export interface JournalEntry {
  key: string;
  record: StreamRecord;
}

const PREFIX = 'stream~';

/**
 * Hands each write on to the consumers that want it, and keeps it on disk for them until they are done: the record is written
 * in one batch with the item, so that a process killed at any moment has both or neither.
 */
export function createStreamJournal(clock: Clock, streamed: StreamedTable[]) {
  const consumers: Consumer[] = [];
  let sequence = Date.now() * 1000;

  const onWrite = (write: Write) => {
    const source = streamed.find(({ table }) => table === write.table);
    const record = source && toRecord(source, write, { sequence: ++sequence, at: clock.now() });
    const wanted = record ? consumers.filter((consumer) => consumer.streamArn === source.streamArn && consumer.wants(record)) : [];
    const entries = wanted.map((consumer): [string, unknown] => [`${PREFIX}${consumer.id}~${sequence}`, record]);
    return {
      entries,
      written: () => {
        // After the caller has its answer, as on AWS.
        setImmediate(() => {
          for (const [index, consumer] of wanted.entries()) {
            consumer.take({ key: entries[index]?.[0] as string, record: record as StreamRecord });
          }
        });
      },
    };
  };

  return {
    onWrite,
    subscribe: (consumer: Consumer) => void consumers.push(consumer),
    /** Hands on what an earlier process left, oldest first. Returns how many records that were. */
    resume: async (table: EmbeddedTable): Promise<number> => {
      let resumed = 0;
      for (const consumer of consumers) {
        for (const [key, record] of await table.keptEntries(`${PREFIX}${consumer.id}~`)) {
          consumer.take({ key, record: record as StreamRecord });
          resumed += 1;
        }
      }
      return resumed;
    },
  };
}

function toRecord(
  { keyNames, streamArn }: StreamedTable,
  { oldItem, newItem }: Write,
  { sequence, at }: { sequence: number; at: number },
): StreamRecord | undefined {
  const image = newItem ?? oldItem;
  if (!image || (oldItem && newItem && JSON.stringify(oldItem) === JSON.stringify(newItem))) return undefined;
  const Keys = Object.fromEntries(keyNames.map((name) => [name, image[name] ?? {}]));
  const images = { ...(newItem && { NewImage: newItem }), ...(oldItem && { OldImage: oldItem }) };
  return {
    eventID: createHash('md5').update(String(sequence)).digest('hex'),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    eventName: !oldItem ? 'INSERT' : newItem ? 'MODIFY' : 'REMOVE',
    awsRegion: REGION,
    eventSourceARN: streamArn,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at / 1000),
      Keys,
      ...images,
      SequenceNumber: String(sequence),
      SizeBytes: JSON.stringify(image).length,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}
