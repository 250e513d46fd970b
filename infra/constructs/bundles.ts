import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import type { Built } from '../build/built.ts';

/** Every function of the front door: a folder of `functions/`, and of the built bundles. */
export const functionNames = [
  'portal',
  'console',
  'report',
  'api',
  'project',
  'sweep',
  'check-file',
  'sweep-files',
  'import-claims',
  'release-texts',
  'roll-up',
  'forget',
  'send-text',
  'settle-text',
  'receive-text',
  'hear-payment',
  'sweep-payments',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** The bundle of one function. Throws when it has not been built. */
export function bundleOf({ functions }: Built, name: FunctionName): AssetCode {
  const folder = join(functions, name);
  if (!existsSync(join(folder, 'index.mjs'))) throw new Error(`${folder} is not built: run node infra/build/build.ts`);
  return Code.fromAsset(folder);
}

/** The teams that services name; none where the catalogue has not been built. */
export function teamsOnOffer({ catalogue }: Built): string[] {
  const file = join(catalogue, 'teams.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [];
}
