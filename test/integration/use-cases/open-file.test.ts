import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOpenFile } from '../../../shared/use-cases/open-file.ts';
import { createTestBucket, type TestBucket } from '../../support/bucket.ts';
import { createChecking } from '../../support/checking.ts';
import { aPdf } from '../../support/files.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let table: TestTable;
let bucket: TestBucket;
beforeAll(async () => {
  [table, bucket] = await Promise.all([createTestTable(), createTestBucket()]);
});
afterAll(async () => {
  await Promise.all([table.stop(), bucket.stop()]);
});

it('gives a link of a minute to a file that was checked, as what its bytes showed it to be, and to no other', async () => {
  const { expected, send, scanned, files } = createChecking(table.table, bucket);
  const openFile = createOpenFile({ files, signLink: async (key, shown) => `${key} ${JSON.stringify(shown)}` });
  const place = await expected();
  const links = [await openFile(place)];
  const object = await send(place, aPdf());
  links.push(await openFile(place));
  await scanned(object);
  const infected = await expected();
  await scanned(await send(infected, aPdf()), 'infected');
  links.push(await openFile(infected), await openFile({ ...place, item: 'another' }), await openFile({ ...place, reference: 'P8VZ82M' }));
  expect(links).toEqual([undefined, undefined, undefined, undefined, undefined]);
  const [file] = (await files.listOf(place.reference)).filter(({ state }) => state === 'ready');
  const shown = {
    contentType: 'application/pdf',
    contentDisposition: 'inline; filename="payslip.pdf"',
    expiresInSeconds: 60,
    versionId: file?.versionId,
  };
  expect(await openFile(place)).toBe(`evidence/${place.fileId} ${JSON.stringify(shown)}`);
});
