import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { builtIn } from '../build/built.ts';
import type { Progress } from './progress.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kept = join(root, '.build', 'local');

/** Stands for the front door's address in the templates made here; the runner puts its own in its place. */
export const BASE_URL_PLACEHOLDER = 'http://front-door.localhost';

/** The same for the buckets, as browsers reach them. */
export const BUCKETS_URL_PLACEHOLDER = 'http://buckets.localhost';

/** What the build and the templates are made from. */
const sources = ['functions', 'infra', 'shared', 'web', 'package-lock.json', 'package.json'];
/** Earlier preparations that are left on disk: one that a running front door still reads must not go. */
const KEEP = 5;

/** A synthesised assembly, and which function each asset's folder in it was built from. */
export interface Prepared {
  directory: string;
  names: Record<string, string>;
  /** The catalogue that functions were built with, as the text of its module. */
  catalogue?: string;
}

/** Settings of stage `local` that a run may choose: see `infra/stages.ts`. */
type Settings = { carrier: string; baseline?: 'published' | 'none' };

/**
 * Builds the functions and assets and synthesises the stacks of stage `local`, in a process of its own. Keeps the result under
 * `.build/local` by a hash of everything it is made from, so that nothing is done twice and several may run side by side.
 */
export async function prepare(progress: Progress, { carrier, baseline = 'published' }: Settings): Promise<Prepared> {
  const folder = join(kept, contentHash(`${carrier} ${baseline}`));
  if (!existsSync(folder)) {
    const making = `${folder}.${process.pid}.making`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    await make(making, { progress, carrier, baseline });
    try {
      renameSync(making, folder);
    } catch {
      // Another process was first; its result is the same.
      rmSync(making, { recursive: true, force: true });
    }
    forgetOldest();
  }
  return {
    directory: join(folder, 'cdk.out'),
    names: JSON.parse(readFileSync(join(folder, 'names.json'), 'utf8')) as Record<string, string>,
    catalogue: readFileSync(join(builtIn(folder).catalogue, 'catalogue.mjs'), 'utf8'),
  };
}

/** One hash of the content of every source file, the runner's own left out, and of the settings. */
function contentHash(settings: string): string {
  const hash = createHash('sha256').update(process.version).update(settings);
  for (const path of sources.flatMap((source) => filesUnder(join(root, source)))) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 20);
}

function filesUnder(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  if (path === join(root, 'infra', 'local')) return [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** Steps that `prepare-build.ts` tells of, a line each. */
const STEPS = 3;

async function make(folder: string, { progress, carrier, baseline }: Required<Settings> & { progress: Progress }): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./prepare-build.ts', import.meta.url)), folder], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      CDK_VALIDATION: 'false',
      FRONT_DOOR_BASE_URL: BASE_URL_PLACEHOLDER,
      FRONT_DOOR_BUCKETS_URL: BUCKETS_URL_PLACEHOLDER,
      FRONT_DOOR_CARRIER: carrier,
      FRONT_DOOR_BASELINE: baseline,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => {
    problems += String(chunk);
  });
  let step = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('step ')) return;
    progress.step(line.slice(5), step / STEPS);
    step += 1;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`The build failed.\n${problems}`);
  }
}

function forgetOldest(): void {
  const folders = readdirSync(kept)
    .filter((name) => !name.endsWith('.making'))
    .map((name) => ({ name, at: statSync(join(kept, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of folders.slice(KEEP)) rmSync(join(kept, name), { recursive: true, force: true });
}
