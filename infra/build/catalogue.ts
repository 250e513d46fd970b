import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { type Refused, readServices } from '../catalogue/read-services.ts';
import { catalogueModule } from './catalogue-module.ts';

/** What a bundle imports in place of `shared/catalogue/index.ts`, which reads the services' folder. It lies beside the bundle. */
const BESIDE = './catalogue.mjs';

/** For esbuild: leaves the catalogue out of the bundle, to be imported from beside it. */
export function cataloguePlugin(): Plugin {
  return {
    name: 'catalogue',
    setup({ onResolve }) {
      onResolve({ filter: /\/catalogue\/index\.ts$/ }, () => ({ path: BESIDE, external: true }));
    },
  };
}

/** Bytes of the catalogue that lies beside a bundle, for those that have it, by the folder of the function. */
export function layBeside({ outputs }: Metafile, catalogueFolder: string, outDir: string): Map<string, number> {
  const source = join(catalogueFolder, 'catalogue.mjs');
  const bytes = readFileSync(source).length;
  const holders = Object.entries(outputs).filter(([, { imports }]) => imports.some(({ path }) => path === BESIDE));
  return new Map(
    holders.map(([file]) => {
      const name = file.split('/').at(-2) ?? file;
      copyFileSync(source, join(outDir, name, 'catalogue.mjs'));
      return [name, bytes];
    }),
  );
}

export class RefusedServices extends Error {
  constructor(refused: readonly Refused[]) {
    super(
      `Some services are not as they should be.\n${refused.map(({ file, faults }) => `${file}\n${faults.map((each) => `  ${each}\n`).join('')}`).join('')}`,
    );
  }
}

/**
 * Reads and checks every service, and writes what functions are given into `outDir`: `catalogue.mjs`, and `teams.json` with the
 * teams that services name. Throws when a service is refused, unless it is to be left out.
 */
export async function buildCatalogue({ outDir, leaveOutBad = false }: { outDir: string; leaveOutBad?: boolean }): Promise<void> {
  const { services, refused } = await readServices();
  if (refused.length > 0 && !leaveOutBad) throw new RefusedServices(refused);
  const offered = services.map(({ service }) => service);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'catalogue.mjs'), catalogueModule(offered));
  writeFileSync(join(outDir, 'teams.json'), JSON.stringify([...new Set(offered.map(({ team }) => team))].toSorted()));
}
