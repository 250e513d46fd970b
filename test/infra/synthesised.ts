import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { type Built, builtIn } from '../../infra/build/built.ts';
import { functionNames } from '../../infra/constructs/bundles.ts';
import { createFrontDoor } from '../../infra/front-door.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is what the test says it is
  Properties: Record<string, any>;
  DeletionPolicy?: string;
}

export interface Synthesised {
  app: App;
  outdir: string;
  /** Resources by stack and logical id. */
  stacks: Record<string, Record<string, Resource>>;
  outputs: Record<string, Record<string, { Value: Json; Export?: { Name: string } }>>;
}

const folder = mkdtempSync(join(tmpdir(), 'front-door-templates-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** Bundles of one line each, so that templates can be made before, and faster than, the functions are built. */
function tinyBundles(): Built {
  const built = builtIn(folder);
  for (const name of functionNames) {
    mkdirSync(join(built.functions, name), { recursive: true });
    writeFileSync(join(built.functions, name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  mkdirSync(built.catalogue, { recursive: true });
  writeFileSync(join(built.catalogue, 'teams.json'), JSON.stringify(['benefits', 'licensing']));
  mkdirSync(built.assets, { recursive: true });
  writeFileSync(join(built.assets, 'front-door-0123456789.css'), 'body{}');
  return built;
}

/** The app of a stage, not yet synthesised. */
export function anApp(stage: string, context: Record<string, string> = {}): App {
  made += 1;
  return createFrontDoor({ stage, context, outdir: join(folder, `${stage}-${made}`), built: tinyBundles() });
}

/** The templates of a stage. The gates are run only where asked for, since they take two thirds of the time. */
export function synthesise(
  stage: string,
  { context = {}, gates = false }: { context?: Record<string, string>; gates?: boolean } = {},
): Synthesised {
  const before = process.env.CDK_VALIDATION;
  if (!gates) process.env.CDK_VALIDATION = 'false';
  try {
    const app = anApp(stage, context);
    app.synth();
    return { app, outdir: app.outdir, ...templatesIn(app.outdir) };
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}

function templatesIn(outdir: string): Pick<Synthesised, 'stacks' | 'outputs'> {
  const stacks: Synthesised['stacks'] = {};
  const outputs: Synthesised['outputs'] = {};
  for (const file of readdirSync(outdir)) {
    const stack = file.match(/^(\w+)\.template\.json$/)?.[1];
    if (!stack) continue;
    const { Resources, Outputs = {} } = JSON.parse(readFileSync(join(outdir, file), 'utf8'));
    stacks[stack] = Resources;
    outputs[stack] = Outputs;
  }
  return { stacks, outputs };
}

/** All resources of a type, in one stack or in all. */
export function ofType({ stacks }: Synthesised, type: string, stack?: string): Resource[] {
  return Object.entries(stacks)
    .filter(([name]) => !stack || name === stack)
    .flatMap(([, resources]) => Object.values(resources))
    .filter((resource) => resource.Type === type);
}

/** The one resource of a type whose properties pass. Throws unless there is exactly one. */
export function only(made: Synthesised, type: string, passes: (properties: Resource['Properties']) => boolean = () => true): Resource {
  const [first, ...more] = ofType(made, type).filter(({ Properties }) => passes(Properties));
  if (!first || more.length > 0) throw new Error(`${first ? more.length + 1 : 0} of ${type} pass, not one`);
  return first;
}

/**
 * Says in words what a value of a template refers to: `TextsQueue.Arn`, `Table.Arn/index/byDue`. Imports are followed to what
 * they import, and the hash at the end of a logical id is left out.
 */
export function named(made: Synthesised, value: Json): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`cannot name ${JSON.stringify(value)}`);
  const [[kind, of] = ['', null]] = Object.entries(value);
  if (kind === 'Ref') return withoutHash(String(of));
  if (kind === 'Fn::GetAtt' && Array.isArray(of)) return `${withoutHash(String(of[0]))}.${of[1]}`;
  if (kind === 'Fn::Join' && Array.isArray(of)) return (of[1] as Json[]).map((part) => named(made, part)).join(String(of[0]));
  if (kind === 'Fn::ImportValue') return named(made, exported(made, String(of)));
  throw new Error(`cannot name ${JSON.stringify(value)}`);
}

function exported({ outputs }: Synthesised, name: string): Json {
  const found = Object.values(outputs)
    .flatMap((one) => Object.values(one))
    .find(({ Export }) => Export?.Name === name);
  if (!found) throw new Error(`nothing exports ${name}`);
  return found.Value;
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
