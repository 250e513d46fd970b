import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compile } from 'sass';

/** Addresses of the assets that every page names, each beginning `/assets/`. */
export interface AssetNames {
  stylesheet: string;
  script: string;
  /** Of pages with a map alone. */
  map: string;
  icon: string;
}

const source = fileURLToPath(new URL('../../web/assets/', import.meta.url));
const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url));

function stylesheet(): string {
  return compile(join(source, 'front-door.scss'), { style: 'compressed', loadPaths: [packages], quietDeps: true }).css;
}

async function script(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(source, file)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * Builds the stylesheet, the scripts and the icon into `outDir`, which it empties first. The files lie flat in the folder;
 * their names carry a hash of their content, so that they may be kept for ever. Returns the addresses pages give them,
 * and writes the same as `manifest.json`.
 */
export async function buildAssets({ outDir }: { outDir: string }): Promise<AssetNames> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const keep = (file: string, content: string): string => {
    const { name, ext } = parse(file);
    const hashed = `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}${ext}`;
    writeFileSync(join(outDir, hashed), content);
    return `/assets/${hashed}`;
  };
  const names: AssetNames = {
    stylesheet: keep('front-door.css', stylesheet()),
    script: keep('front-door.js', await script('front-door.js')),
    map: keep('map.js', await script('map.js')),
    icon: keep('icon.svg', readFileSync(join(source, 'icon.svg'), 'utf8')),
  };
  writeFileSync(join(outDir, 'manifest.json'), `${JSON.stringify(names, null, 2)}\n`);
  return names;
}
