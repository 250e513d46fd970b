import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build/build.ts';
import { builtIn } from '../build/built.ts';
import { createFrontDoor } from '../front-door.ts';

/** Builds and synthesises stage `local` into the folder named on the command line, telling each step on a line of its own. */
const folder = process.argv[2] as string;
const built = builtIn(folder);
const outdir = join(folder, 'cdk.out');
const step = (words: string): void => {
  process.stdout.write(`step ${words}\n`);
};

step('Building pages and functions');
// One that is half written stops nobody: the runner tells of it, and takes it up when it is mended.
await build(built, { leaveOutBad: true });
step('Synthesising the stacks');
createFrontDoor({
  stage: 'local',
  outdir,
  built,
  context: { baseUrl: process.env.FRONT_DOOR_BASE_URL ?? 'http://localhost:3000' },
}).synth();
step('Starting');

const digest = (bundle: string): string =>
  createHash('sha256')
    .update(readFileSync(join(bundle, 'index.mjs')))
    .digest('hex');
const names = new Map(readdirSync(built.functions).map((name) => [digest(join(built.functions, name)), name]));
const assets = readdirSync(outdir).filter((asset) => existsSync(join(outdir, asset, 'index.mjs')));
writeFileSync(
  join(folder, 'names.json'),
  JSON.stringify(Object.fromEntries(assets.map((asset) => [asset, names.get(digest(join(outdir, asset))) ?? asset]))),
);
