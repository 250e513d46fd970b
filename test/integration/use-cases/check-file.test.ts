import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arrivingKey, evidenceKey, MAX_FILE_BYTES } from '../../../shared/domain/file.ts';
import { createTestBucket, type TestBucket } from '../../support/bucket.ts';
import { createChecking } from '../../support/checking.ts';
import { aHeic, aJpeg, aPdf, aPng, SECRET } from '../../support/files.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let table: TestTable;
let bucket: TestBucket;
beforeAll(async () => {
  [table, bucket] = await Promise.all([createTestTable(), createTestBucket()]);
});
afterAll(async () => {
  await Promise.all([table.stop(), bucket.stop()]);
});
const setup = () => createChecking(table.table, bucket);

describe('a file that was scanned and is clean', () => {
  it.each([
    ['image/jpeg', aJpeg()],
    ['image/png', aPng()],
    ['image/heic', aHeic()],
    ['application/pdf', aPdf()],
  ] as const)('is kept without its place, and its case is told: %s', async (media, body) => {
    const { expected, send, scanned, told, files, bytesAt, versionsAt } = setup();
    const place = await expected();
    expect(await scanned(await send(place, body))).toBe('ready');
    const kept = bytesAt(evidenceKey(place.fileId));
    expect(kept?.includes(SECRET)).toBe(false);
    expect(told).toEqual([
      { reference: place.reference, item: 'payslip', file: place.fileId, outcome: { kind: 'ready', media, bytes: kept?.length } },
    ]);
    expect(versionsAt(arrivingKey(place.fileId))).toBe(0);
    expect(await files.listOf(place.reference)).toEqual([
      expect.objectContaining({ ...place, state: 'ready', media, key: evidenceKey(place.fileId), bytes: kept?.length }),
    ]);
  });

  it('is dealt with once, however often its result comes, and whatever a late one says', async () => {
    const { expected, send, scanned, told, bytesAt } = setup();
    const place = await expected();
    const object = await send(place, aJpeg());
    await scanned(object);
    const kept = bytesAt(evidenceKey(place.fileId));
    expect([await scanned(object), await scanned(object, 'infected')]).toEqual(['gone', 'gone']);
    expect(told).toHaveLength(1);
    expect(bytesAt(evidenceKey(place.fileId))).toEqual(kept);
  });

  it('is told to its case when that did not work at first, and is not written twice', async () => {
    const { expected, send, scanned, told, failing, versionsAt } = setup();
    const place = await expected();
    const object = await send(place, aJpeg());
    failing.times = 1;
    await expect(scanned(object)).rejects.toThrow('not now');
    expect(await scanned(object)).toBe('ready');
    expect([told.length, versionsAt(evidenceKey(place.fileId)), versionsAt(arrivingKey(place.fileId))]).toEqual([1, 1, 0]);
  });

  it('costs four calls of the table besides telling its case, however many files that has', async () => {
    const { expected, send, scanned } = setup();
    const object = await send(await expected(), aJpeg());
    table.calls.length = 0;
    await scanned(object);
    expect(table.calls).toEqual(['UpdateItem', 'UpdateItem', 'GetItem', 'UpdateItem']);
  });
});

describe('a file that may not be kept', () => {
  it.each([
    ['infected', aJpeg(), 'infected'],
    ['empty', Buffer.alloc(0), 'clean'],
    ['empty', Buffer.alloc(0), 'not-scanned'],
    ['too-large', Buffer.alloc(MAX_FILE_BYTES + 1), 'clean'],
    ['not-what-it-says', Buffer.from('MZ a program named photo.jpg'), 'clean'],
    ['could-not-check', aPdf('/Encrypt'), 'not-scanned'],
    ['could-not-check', aJpeg(), 'failed'],
  ] as const)('is turned away, deleted at once and never there to be opened: %s', async (because, body, verdict) => {
    const { expected, send, scanned, told, files, versionsAt } = setup();
    const place = await expected();
    expect(await scanned(await send(place, body), verdict)).toBe('turned-away');
    expect(told.map(({ outcome }) => outcome)).toEqual([{ kind: 'turned-away', because }]);
    expect([versionsAt(arrivingKey(place.fileId)), versionsAt(evidenceKey(place.fileId))]).toEqual([0, 0]);
    const file = await files.read(place.reference, place.item, place.fileId);
    expect([file?.state, file?.because, file?.key]).toEqual(['turned-away', because, undefined]);
  });

  it('is deleted when nobody waits for it any more, and brings nothing back', async () => {
    const { expected, send, scanned, told, files, versionsAt } = setup();
    const place = await expected();
    const object = await send(place, aJpeg());
    await files.remove(place);
    expect(await scanned(object)).toBe('unexpected');
    expect([told, await files.listOf(place.reference)]).toEqual([[], []]);
    expect([versionsAt(arrivingKey(place.fileId)), versionsAt(evidenceKey(place.fileId))]).toEqual([0, 0]);
  });
});

describe('a form that is sent twice', () => {
  it('brings two files, in whatever order their results come', async () => {
    const { expected, send, scanned, told, files, bytesAt } = setup();
    const place = await expected();
    const [first, second] = [await send(place, aJpeg()), await send(place, aPng())];
    expect([await scanned(second), await scanned(first)]).toEqual(['ready', 'ready']);
    const kept = await files.listOf(place.reference);
    expect(kept.map(({ media }) => media).sort()).toEqual(['image/jpeg', 'image/png']);
    expect(kept.every(({ key = '' }) => bytesAt(key) !== undefined)).toBe(true);
    expect(new Set(told.map(({ file }) => file)).size).toBe(2);
    expect([await scanned(first), await scanned(second)]).toEqual(['gone', 'gone']);
  });

  it('loses neither when both results come at once', async () => {
    const { expected, send, scanned, told, files } = setup();
    const place = await expected();
    const objects = [await send(place, aJpeg()), await send(place, aPng()), await send(place, aPdf())];
    expect(await Promise.all(objects.map((object) => scanned(object)))).toEqual(['ready', 'ready', 'ready']);
    expect((await files.listOf(place.reference)).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
    expect(new Set(told.map(({ file }) => file)).size).toBe(3);
  });

  it('brings no more than an item may have', async () => {
    const { expected, send, scanned, files } = setup();
    const place = await expected();
    const outcomes: string[] = [];
    for (let times = 0; times < 12; times++) outcomes.push(await scanned(await send(place, aJpeg())));
    expect(outcomes.filter((outcome) => outcome === 'ready')).toHaveLength(10);
    expect(outcomes.slice(10)).toEqual(['unexpected', 'unexpected']);
    expect(await files.listOf(place.reference)).toHaveLength(10);
  });
});

describe('preparing an upload', () => {
  it('makes no second place for a file that nobody sent, and one when it was', async () => {
    const { expected, files, clock } = setup();
    const first = await expected();
    expect((await expected()).fileId).toBe(first.fileId);
    await files.checking(first, { at: new Date(clock.ms).toISOString(), look: new Date(clock.ms).toISOString() });
    expect((await expected()).fileId).not.toBe(first.fileId);
  });

  it('is refused past ten files of an item, and not by those that were turned away', async () => {
    const { expected, send, scanned, prepareUpload, reference } = setup();
    for (let times = 0; times < 9; times++) await scanned(await send(await expected(), aJpeg()));
    await scanned(await send(await expected(), aJpeg()), 'infected');
    await scanned(await send(await expected(), aJpeg()));
    const tenth = await prepareUpload({ reference, item: 'payslip', returnTo: 'https://my.northwick.example/' });
    expect(tenth).toEqual({ kind: 'refused', reason: 'too-many' });
    expect((await expected('letter')).item).toBe('letter');
  });
});

describe('files of a case that are turned away', () => {
  it('are twenty in a day at most, of all its items together', async () => {
    const { expected, send, scanned, prepareUpload, reference, clock } = setup();
    for (let times = 0; times < 20; times++) await scanned(await send(await expected(`item-${times % 3}`), aJpeg()), 'infected');
    const prepared = () => prepareUpload({ reference, item: 'letter', returnTo: 'https://my.northwick.example/' });
    expect(await prepared()).toEqual({ kind: 'refused', reason: 'too-many' });
    clock.ms += 24 * 3_600_000;
    expect(await prepared()).toMatchObject({ kind: 'ready' });
  });
});

describe('the sweep', () => {
  let own: TestTable;
  beforeEach(async () => {
    own = await createTestTable();
  });
  afterEach(() => own.stop());
  const setup = () => createChecking(own.table, bucket);
  const HOUR = 3_600_000;
  const never = Number.POSITIVE_INFINITY;
  const swept = { 'never-came': 0, 'not-checked': 0, told: 0, failed: 0 };

  it('turns away what was sent and never scanned, tells its case, and lets a result that comes later change nothing', async () => {
    const { expected, send, scanned, told, clock, sweepFiles, versionsAt } = setup();
    const place = await expected();
    const object = await send(place, aJpeg());
    clock.ms += 2 * HOUR - 1;
    expect(await sweepFiles(never)).toEqual(swept);
    clock.ms += 1;
    expect(await sweepFiles(never)).toEqual({ ...swept, 'not-checked': 1 });
    expect(told.map(({ outcome }) => outcome)).toEqual([{ kind: 'turned-away', because: 'could-not-check' }]);
    expect([await scanned(object), versionsAt(arrivingKey(place.fileId)), told.length]).toEqual(['gone', 0, 1]);
    expect(await sweepFiles(never)).toEqual(swept);
  });

  it('finds what was sent again by the same form and never scanned, when that form is over', async () => {
    const { expected, send, scanned, told, files, clock, sweepFiles, versionsAt } = setup();
    const place = await expected();
    await scanned(await send(place, aJpeg()));
    for (const body of [aPng(), aPdf()]) await send(place, body);
    clock.ms += 2 * HOUR - 1;
    expect(await sweepFiles(never)).toEqual(swept);
    clock.ms += 1;
    expect(await sweepFiles(never)).toEqual({ ...swept, 'not-checked': 1 });
    expect(told.map(({ outcome }) => outcome.kind)).toEqual(['ready', 'turned-away', 'turned-away']);
    expect((await files.listOf(place.reference)).map(({ state }) => state).toSorted()).toEqual(['ready', 'turned-away', 'turned-away']);
    expect(versionsAt(arrivingKey(place.fileId))).toBe(0);
    clock.ms += 2 * HOUR;
    for (let runs = 0; runs < 2; runs++) expect(await sweepFiles(never)).toEqual(swept);
    expect(await files.due(new Date(clock.ms).toISOString(), 10).next()).toMatchObject({ done: true });
  });

  it('turns away the upload that was claimed, and leaves one that came after it to its own scan', async () => {
    const { expected, send, scanned, told, files, clock, sweepFiles } = setup();
    const place = await expected();
    const first = await send(place, aJpeg());
    await files.claim(place, { at: new Date(clock.ms).toISOString(), upload: first.versionId });
    const second = await send(place, aPng());
    clock.ms += 2 * HOUR;
    expect(await sweepFiles(never)).toEqual({ ...swept, 'not-checked': 1 });
    expect(await scanned(second)).toBe('ready');
    expect(told.map(({ outcome }) => outcome.kind)).toEqual(['turned-away', 'ready']);
  });

  it('looks an hour after a browser said that the file was sent', async () => {
    const { expected, send, files, clock, sweepFiles } = setup();
    const place = await expected();
    await send(place, aJpeg());
    const at = (ms: number) => new Date(ms).toISOString();
    await files.checking(place, { at: at(clock.ms), look: at(clock.ms + HOUR) });
    clock.ms += HOUR;
    expect(await sweepFiles(never)).toEqual({ ...swept, 'not-checked': 1 });
  });

  it('forgets what never came', async () => {
    const { expected, files, clock, sweepFiles, told } = setup();
    const place = await expected();
    clock.ms += 2 * HOUR;
    expect(await sweepFiles(never)).toEqual({ ...swept, 'never-came': 1 });
    expect([await files.listOf(place.reference), told]).toEqual([[], []]);
  });

  it('tells a case what it was not told', async () => {
    const { expected, send, scanned, told, failing, clock, sweepFiles } = setup();
    failing.times = 1;
    await expect(scanned(await send(await expected(), aJpeg()))).rejects.toThrow();
    clock.ms += 2 * HOUR;
    expect(await sweepFiles(never)).toEqual({ ...swept, told: 1 });
    expect(told.map(({ outcome }) => outcome.kind)).toEqual(['ready']);
  });

  it('counts what it could not deal with, and finds it again', async () => {
    const { expected, send, clock, failing, sweepFiles } = setup();
    await send(await expected(), aJpeg());
    clock.ms += 2 * HOUR;
    failing.times = 1;
    expect(await sweepFiles(never)).toEqual({ ...swept, failed: 1 });
    expect(await sweepFiles(never)).toEqual({ ...swept, told: 1 });
  });
});
