import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { trimPlugin } from '../../infra/build/trim.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { parseMobile } from '../../shared/domain/mobile.ts';

const folder = mkdtempSync(join(tmpdir(), 'front-door-trim-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('gives bundled code the answers that the whole packages give, at a fraction of their size', async () => {
  const contents = "export { createKeyring } from './shared/domain/keyring.ts'; export { parseMobile } from './shared/domain/mobile.ts';";
  const bundle = async (plugins: ReturnType<typeof trimPlugin>[], outfile: string) => {
    const { metafile } = await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      outfile,
      plugins,
      metafile: true,
    });
    return Object.values(metafile.outputs)[0]?.bytes ?? 0;
  };
  const trimmed = join(folder, 'trimmed.mjs');
  const sizes = [await bundle([], join(folder, 'whole.mjs')), await bundle([trimPlugin()], trimmed)] as const;
  expect(sizes[1]).toBeLessThan(sizes[0] / 2);

  const bundled = (await import(pathToFileURL(trimmed).href)) as { createKeyring: typeof createKeyring; parseMobile: typeof parseMobile };
  const secret = 'a secret of more than thirty-two characters';
  const drafts = Array.from({ length: 200 }, (_, index) => `draft-${index}`);
  expect(drafts.map(bundled.createKeyring(secret).lookUpWord)).toEqual(drafts.map(createKeyring(secret).lookUpWord));
  const numbers = [
    '07700 900123',
    '07911 123456',
    '07781 123456',
    '07624 123456',
    '01632 960001',
    '+33 6 12 34 56 78',
    '+1 201 555 0123',
    '07',
    'no',
  ];
  expect(numbers.map((each) => bundled.parseMobile(each))).toEqual(numbers.map((each) => parseMobile(each)));
});
