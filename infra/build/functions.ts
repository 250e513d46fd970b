import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { AssetNames } from './assets.ts';
import { cataloguePlugin, layBeside } from './catalogue.ts';
import { nunjucksPlugin } from './templates.ts';
import { trimPlugin } from './trim.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Some packages we bundle are CommonJS and call `require`, `__dirname` too, which an ES module lacks. */
const banner = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { dirname as __dirnameOf } from 'node:path';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
].join('');

export interface BuildFunctionsOptions {
  outDir: string;
  assetNames: AssetNames;
  /** Where the catalogue was built to. */
  catalogueFolder: string;
  /** Maps beside the bundles, for stack traces that name our files. They weigh more than the code, so a deployment has none. */
  sourceMaps?: boolean;
}

/** Bytes of each function's bundle, with the catalogue beside it, by the function's name. */
export type BundleSizes = Record<string, number>;

/**
 * Bundles every folder of `functions/` that has an `index.ts` into `outDir/<name>/index.mjs`, all in one run of esbuild, and
 * takes away what an earlier run left. Throws, with the place, on what does not compile.
 */
export async function buildFunctions({
  outDir,
  assetNames,
  catalogueFolder,
  sourceMaps = false,
}: BuildFunctionsOptions): Promise<BundleSizes> {
  const names = readdirSync(join(root, 'functions')).filter((name) => existsSync(join(root, 'functions', name, 'index.ts')));
  rmSync(outDir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: `functions/${name}/index.ts`, out: `${name}/index` })),
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The ES modules of packages, where they have them: a third smaller.
    mainFields: ['module', 'main'],
    banner: { js: banner },
    legalComments: 'none',
    // Arabic as it is written, in a third of the bytes.
    charset: 'utf8',
    sourcemap: sourceMaps && 'linked',
    plugins: [cataloguePlugin(), nunjucksPlugin({ assetNames }), trimPlugin()],
    metafile: true,
    logLevel: 'warning',
  });
  const beside = layBeside(metafile, catalogueFolder, outDir);
  return Object.fromEntries(
    Object.entries(metafile.outputs)
      .filter(([file]) => file.endsWith('.mjs'))
      .map(([file, { bytes }]) => {
        const name = file.split('/').at(-2) ?? file;
        return [name, bytes + (beside.get(name) ?? 0)];
      }),
  );
}
