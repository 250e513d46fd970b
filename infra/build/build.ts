import { buildAssets } from './assets.ts';
import { type Built, built } from './built.ts';
import { buildCatalogue, RefusedServices } from './catalogue.ts';
import { type BundleSizes, buildFunctions } from './functions.ts';

export interface BuildOptions {
  sourceMaps?: boolean;
  /** Leaves out a service that is not as it should be; else the build fails. */
  leaveOutBad?: boolean;
}

/**
 * Builds what the stacks deploy: the web's assets, the catalogue, then the functions, whose pages name the assets. Returns what each
 * function weighs.
 */
export async function build(
  { functions, assets, catalogue }: Built = built,
  { sourceMaps = false, leaveOutBad = false }: BuildOptions = {},
): Promise<BundleSizes> {
  await buildCatalogue({ outDir: catalogue, leaveOutBad });
  const assetNames = await buildAssets({ outDir: assets });
  return buildFunctions({ outDir: functions, assetNames, catalogueFolder: catalogue, sourceMaps });
}

if (import.meta.main) {
  try {
    const sizes = Object.entries(await build()).sort(([, a], [, b]) => b - a);
    for (const [name, bytes] of sizes) console.log(`${name.padEnd(14)} ${String(Math.ceil(bytes / 1024)).padStart(5)} KB`);
  } catch (error) {
    if (!(error instanceof RefusedServices)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
