import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('a function that reads the catalogue does not load what checks it', async () => {
  const { metafile } = await build({
    entryPoints: ['shared/catalogue/index.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain('shared/catalogue/missed-bin.ts');
  expect(inputs.filter((path) => /check|preview|grade|text/.test(path))).toEqual([]);
});
