import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, type FSWatcher, mkdirSync, watch, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { catalogueModule } from '../build/catalogue-module.ts';

/** As `print-services.ts` prints it. A service is data that is handed on: of what is in it, this reads only what it is called. */
type Service = { id: string; name: string };
type Read = { services: { file: string; service: Service }[]; refused: { file: string; faults: string[] }[] };

export interface ServicesOptions {
  /** Where services are, the repository's own first. */
  folders: readonly string[];
  /** Where catalogues are written to. */
  keptIn: string;
  /** The front door's address. */
  baseUrl: string;
  /** The catalogue that functions have from their build, if any. */
  asBuilt?: string | undefined;
  say(line: string): void;
  /** Gives functions another catalogue, by its module's `file:` address. */
  renew(catalogue: string): void;
}

export interface Services {
  /** Reads the folders, and gives functions what is there. */
  refresh(): Promise<void>;
  /** From now on, refreshes whenever a file comes, changes or goes. */
  watch(): void;
  stop(): void;
}

/** The repository's own services. */
export const ownServices = fileURLToPath(new URL('../../shared/catalogue/services', import.meta.url));
const PRINT = fileURLToPath(new URL('../catalogue/print-services.ts', import.meta.url));
/** An editor writes a file in several steps: so long after the last one it is read. */
const QUIET_MS = 150;
/** A file that never ends is a fault of that file. */
const TIMEOUT_MS = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;

const run = promisify(execFile);

/**
 * The services of a running Front Door, as their files stand. Each reading is a process of its own, so that nothing in a file can harm
 * this one. A file that has become bad leaves its service as it was.
 */
export function createServices({ folders, keptIn, baseUrl, asBuilt, say, renew }: ServicesOptions): Services {
  for (const folder of folders) if (!existsSync(folder)) throw new Error(`There is no folder ${folder} to read services from.`);
  let offered: Map<string, string> | undefined;
  let told = new Map<string, string>();
  let given = asBuilt;
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> = Promise.resolve();
  let stopped = false;

  const give = (services: ReadonlyMap<string, string>): void => {
    const source = catalogueModule([...services.values()].map((json) => JSON.parse(json) as Service));
    if (source === given) return;
    given = source;
    const file = join(keptIn, `${createHash('sha256').update(source).digest('hex').slice(0, 16)}.mjs`);
    mkdirSync(keptIn, { recursive: true });
    writeFileSync(file, source);
    renew(pathToFileURL(file).href);
  };

  const read = async (): Promise<void> => {
    const { services, refused } = await readFolders(folders);
    if (stopped) return;
    const before = offered;
    const now = new Map(services.map(({ file, service }) => [file, JSON.stringify(service)]));
    const telling = new Map<string, string>();
    for (const { file, faults } of refused) {
      const last = before?.get(file);
      if (last) now.set(file, last);
      telling.set(file, `${basename(file)} has a fault. Its service ${last ? 'stays as it was' : 'is left out'}.\n${lines(faults)}`);
    }
    for (const [file, words] of telling) if (told.get(file) !== words) say(`  ${words}`);
    told = telling;
    offered = new Map([...now].toSorted(([a], [b]) => (basename(a, '.ts') < basename(b, '.ts') ? -1 : 1)));
    if (before) for (const line of changes(before, offered, baseUrl)) say(`  ${line}`);
    give(offered);
  };

  const refresh = (): Promise<void> => {
    reading = reading.then(read).catch((error: unknown) => say(`  The services could not be read: ${String(error)}`));
    return reading;
  };
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), QUIET_MS);
  };
  return {
    refresh,
    watch: () => {
      watchers = folders.map((folder) => watch(folder, changed));
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

async function readFolders(folders: readonly string[]): Promise<Read> {
  const { stdout } = await run(process.execPath, [PRINT, ...folders.map((folder) => resolve(folder))], {
    timeout: TIMEOUT_MS,
    maxBuffer: MOST_BYTES,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout) as Read;
}

const lines = (faults: readonly string[]): string => faults.map((fault) => `    ${fault}`).join('\n');

/** What happened, a line each. */
function changes(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>, baseUrl: string): string[] {
  const read = (json: string) => JSON.parse(json) as Service;
  const here = [...now].flatMap(([file, json]) => {
    const { id, name } = read(json);
    if (!before.has(file)) return [`New service: ${name}, ${baseUrl}/services/${id}`];
    return before.get(file) === json ? [] : [`Changed: ${name}, ${baseUrl}/services/${id}`];
  });
  const gone = [...before].filter(([file]) => !now.has(file)).map(([, json]) => `No longer offered: ${read(json).name}`);
  return [...here, ...gone];
}
