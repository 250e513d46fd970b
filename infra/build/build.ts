import { buildAssets } from './assets.ts';
import { type Built, built } from './built.ts';
import { type BundleSizes, buildFunctions } from './functions.ts';

/** Builds what the stacks deploy: the web's assets, then the functions, whose pages name them. Returns the size of each bundle. */
export async function build({ functions, assets }: Built = built, { sourceMaps = false } = {}): Promise<BundleSizes> {
  const assetNames = await buildAssets({ outDir: assets });
  return buildFunctions({ outDir: functions, assetNames, sourceMaps });
}

if (import.meta.main) {
  const sizes = Object.entries(await build()).sort(([, a], [, b]) => b - a);
  for (const [name, bytes] of sizes) console.log(`${name.padEnd(14)} ${String(Math.ceil(bytes / 1024)).padStart(5)} KB`);
}
