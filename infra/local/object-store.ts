import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One version of an object, without its content. */
export interface StoredObject {
  bucket: string;
  key: string;
  versionId: string;
  /** With its quotes. */
  etag: string;
  /** In bytes. */
  size: number;
  contentType: string;
  metadata: Record<string, string>;
  /** ISO instant on the shifted clock. */
  at: string;
  /** How it came: by a function's call, or by a browser's form. */
  via: 'Put' | 'Post';
}

export interface ObjectStore {
  has(bucket: string): boolean;
  put(object: Pick<StoredObject, 'bucket' | 'key' | 'contentType' | 'metadata' | 'via'>, body: Buffer): StoredObject;
  /** A version, or the latest where none is named; undefined when it is not there, or was deleted. */
  find(bucket: string, key: string, versionId?: string): StoredObject | undefined;
  read(object: StoredObject): Buffer;
  /** Every version of a key, the latest first, marks of a deletion among them. */
  versions(bucket: string, key: string): { versionId: string; deleted: boolean }[];
  /** Takes a version away for good; without one, only hides what is there. */
  delete(bucket: string, key: string, versionId?: string): void;
}

interface Settings {
  folder: string;
  buckets: string[];
  now: () => number;
  /** Is told of an object just before it can be seen, so that what follows from it is on disk first. */
  onCreate: (object: StoredObject) => void;
}

/**
 * Buckets in a folder, each object with all its versions: fauxqs keeps no versions and takes no more than eleven megabytes. An
 * object is there once the file that describes it is, which comes last and whole.
 */
export function createObjectStore({ folder, buckets, now, onCreate }: Settings): ObjectStore {
  let made = 0;
  const folderOf = (bucket: string, key: string) => join(folder, bucket, createHash('sha256').update(key).digest('hex').slice(0, 32));
  /** Later ones sort after earlier ones. */
  const newVersion = (): string => {
    made += 1;
    return `${Date.now().toString(36).padStart(9, '0')}${String(made % 1_000_000).padStart(6, '0')}${randomBytes(8).toString('hex')}`;
  };
  const write = (directory: string, name: string, content: string | Buffer): void => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `${name}.making`), content);
    renameSync(join(directory, `${name}.making`), join(directory, name));
  };
  const described = (directory: string, versionId: string): StoredObject | undefined => {
    const file = join(directory, `${versionId}.json`);
    if (!existsSync(file)) return undefined;
    const kept = JSON.parse(readFileSync(file, 'utf8')) as StoredObject | { deleted: true };
    return 'deleted' in kept ? undefined : kept;
  };
  return {
    has: (bucket) => buckets.includes(bucket),
    put: (given, body) => {
      const directory = folderOf(given.bucket, given.key);
      const etag = `"${createHash('md5').update(body).digest('hex')}"`;
      const object: StoredObject = { ...given, versionId: newVersion(), etag, size: body.length, at: new Date(now()).toISOString() };
      write(directory, `${object.versionId}.data`, body);
      onCreate(object);
      write(directory, `${object.versionId}.json`, JSON.stringify(object));
      return object;
    },
    find: (bucket, key, versionId) => {
      const directory = folderOf(bucket, key);
      if (versionId !== undefined) return /^\w+$/.test(versionId) ? described(directory, versionId) : undefined;
      if (!existsSync(directory)) return undefined;
      const latest = readdirSync(directory)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .at(-1);
      return latest === undefined ? undefined : described(directory, latest.slice(0, -'.json'.length));
    },
    versions: (bucket, key) => {
      const directory = folderOf(bucket, key);
      const names = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.json')) : [];
      return names
        .map((name) => name.slice(0, -'.json'.length))
        .sort()
        .reverse()
        .map((versionId) => ({ versionId, deleted: described(directory, versionId) === undefined }));
    },
    read: ({ bucket, key, versionId }) => readFileSync(join(folderOf(bucket, key), `${versionId}.data`)),
    delete: (bucket, key, versionId) => {
      const directory = folderOf(bucket, key);
      if (versionId === undefined) {
        if (existsSync(directory)) write(directory, `${newVersion()}.json`, JSON.stringify({ deleted: true }));
      } else if (/^\w+$/.test(versionId)) {
        for (const ending of ['json', 'data']) rmSync(join(directory, `${versionId}.${ending}`), { force: true });
      }
    },
  };
}
