import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { cataloguePlugin } from '../../infra/build/catalogue.ts';
import { catalogueModule } from '../../infra/build/catalogue-module.ts';
import { catalogue } from '../../shared/catalogue/index.ts';

it('a function that reads the catalogue has it from beside its bundle, and loads neither what parses nor what checks it', async () => {
  const { metafile } = await build({
    stdin: { contents: "export { catalogue } from './shared/catalogue/index.ts';", resolveDir: process.cwd() },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    plugins: [cataloguePlugin()],
  });
  expect(Object.keys(metafile.inputs)).toEqual(['<stdin>']);
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([
    { path: './catalogue.mjs', kind: 'import-statement', external: true },
  ]);
});

it('what lies there is the catalogue as it was parsed', async () => {
  const source = Buffer.from(catalogueModule([...catalogue.values()])).toString('base64');
  const beside = (await import(`data:text/javascript;base64,${source}`)) as { catalogue: typeof catalogue };
  expect(beside.catalogue).toEqual(catalogue);
});
