import { afterEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Assisted, Draft } from '../../../shared/domain/draft.ts';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import { reportOf } from '../../../shared/domain/quarter-report.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { createMarkStore } from '../../../shared/store/mark-store.ts';
import { createQuarterStore } from '../../../shared/store/quarter-store.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { createScanTable } from '../../../shared/store/scan-table.ts';
import { createBeginAssisted } from '../../../shared/use-cases/begin-assisted.ts';
import { createRebuild } from '../../../shared/use-cases/rebuild.ts';
import { createRollUp } from '../../../shared/use-cases/roll-up.ts';
import { binAnswers, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';

const HOUR = 3_600_000;
const quarter = quarterOf('2026-11-20');
let door: FrontDoor;
afterEach(() => door.stop());

async function setup({ at = '2026-11-20T10:00:00.000Z' } = {}) {
  door = await createFrontDoor({ at });
  const { table, factStore, drafts } = door;
  const service = door.catalogue.get('missed-bin') as Service;
  const markStore = createMarkStore(table, () => crypto.randomUUID());
  const rollUp = createRollUp({ factStore, rollupStore: createRollupStore(table), markStore });
  const newPlace = () => ({ sessionHash: crypto.randomUUID(), service: service.id });
  const candidates: Record<string, unknown> = {
    'which-bin': 'rubbish',
    'missed-on': '2026-11-19',
  };
  /** Answers so many of the first questions of a form, and gives back its draft. */
  const begin = async (questions: number, place = newPlace()): Promise<{ place: typeof place; draft: Draft }> => {
    let draft: Draft | undefined;
    for (const questionId of ['which-bin', 'missed-on'].slice(0, questions)) {
      const expected = draft ? { id: draft.id } : ('none' as const);
      const outcome = await door.saveAnswer(service, { place, expected, questionId, candidate: candidates[questionId] });
      if (outcome.kind !== 'saved') throw new Error(outcome.kind);
      draft = outcome.draft;
    }
    return { place, draft: draft as Draft };
  };
  /** Sends a form, and projects it unless the projector is behind. */
  const send = async (
    { place, draft }: { place: ReturnType<typeof newPlace>; draft: Draft },
    { projected = true, assisted = undefined as Assisted | undefined } = {},
  ) => {
    const outcome = await door.openCase(service, {
      draftId: draft.id,
      answers: binAnswers as Answers,
      session: place.sessionHash,
      begunOn: draft.begunOn,
      channel: assisted?.channel ?? 'web',
      assisted: assisted !== undefined,
      by: { kind: 'resident' },
    });
    if (outcome.kind !== 'opened') throw new Error(outcome.kind);
    const project = () => door.projectCommit({ kind: 'case', id: outcome.reference }, 1);
    if (projected) await project();
    return { project };
  };
  /** How many of each the rollups of the quarter hold. */
  const counted = async (of = quarter): Promise<Record<string, number>> => {
    await rollUp();
    const kept = (await createQuarterStore(table).between(of, of)).get(of);
    const sums = kept?.services.find((each) => each.service === service.id)?.rollup.sums ?? {};
    return Object.fromEntries(Object.entries(sums).filter(([key]) => key.startsWith('journey|')));
  };
  const rate = async () => {
    await rollUp();
    const kept = (await createQuarterStore(table).between(quarter, quarter)).get(quarter);
    return reportOf(quarter, { measures, kept }).figures.get('completion-rate');
  };
  return { ...door, service, newPlace, begin, send, counted, rate, rollUp, markStore, factStore, drafts };
}

describe('a form that was left', () => {
  it('counts once it has been idle for four hours, at the last question answered, and its answers go', async () => {
    const { begin, counted, drafts, clock, calls } = await setup();
    const { place } = await begin(2);
    clock.ms += 4 * HOUR;
    expect(await door.sweepDrafts()).toEqual({ left: 0, open: 0, failed: 0 });
    clock.ms += 60_000;
    calls.length = 0;
    expect(await door.sweepDrafts()).toEqual({ left: 1, open: 0, failed: 0 });
    expect(calls).toEqual(['Query', 'GetItem', 'PutItem', 'PutItem', 'PutItem', 'DeleteItem']);
    expect(await counted()).toEqual({ 'journey|web|started|': 1, 'journey|web|left||missed-on': 1 });
    expect(await drafts.read(place)).toBeUndefined();
    expect(await door.sweepDrafts()).toEqual({ left: 0, open: 0, failed: 0 });
  });

  it('is looked at again when its time is over where somebody went on with it', async () => {
    const { begin, counted, clock, drafts } = await setup();
    const { place, draft } = await begin(1);
    clock.ms += 3 * HOUR;
    await drafts.save(place, { questionId: 'missed-on', answer: '2026-11-19', expected: { id: draft.id }, begins: { id: 'no' } }, clock.ms);
    clock.ms += HOUR + 60_000;
    expect(await door.sweepDrafts()).toEqual({ left: 0, open: 1, failed: 0 });
    expect(await door.sweepDrafts()).toEqual({ left: 0, open: 0, failed: 0 });
    expect(await counted()).toEqual({});
    clock.ms += 3 * HOUR;
    expect(await door.sweepDrafts()).toEqual({ left: 1, open: 0, failed: 0 });
    expect(await counted()).toEqual({ 'journey|web|started|': 1, 'journey|web|left||missed-on': 1 });
  });

  it('counts once where the sweeper stopped between counting it and taking it away', async () => {
    const { begin, counted, clock, drafts, service } = await setup();
    const { place, draft } = await begin(1);
    clock.ms += 5 * HOUR;
    await door.endJourney(service.id, (await drafts.read(place)) ?? draft, { outcome: 'left' });
    await Promise.all([door.sweepDrafts(), door.sweepDrafts()]);
    expect(await counted()).toEqual({ 'journey|web|started|': 1, 'journey|web|left||which-bin': 1 });
  });

  it('counts where another was begun in its place before the sweeper came, pressed twice', async () => {
    const { begin, counted, clock, service } = await setup();
    const { place } = await begin(2);
    clock.ms += 4 * HOUR;
    const again = { place, expected: 'none' as const, questionId: 'which-bin', candidate: 'food' };
    const outcomes = await Promise.all([door.saveAnswer(service, again), door.saveAnswer(service, again)]);
    expect(outcomes.map(({ kind }) => kind)).toContain('saved');
    expect(await counted()).toEqual({ 'journey|web|started|': 1, 'journey|web|left||missed-on': 1 });
    clock.ms += 5 * HOUR;
    await door.sweepDrafts();
    expect(await counted()).toEqual({
      'journey|web|started|': 2,
      'journey|web|left||missed-on': 1,
      'journey|web|left||which-bin': 1,
    });
  });
});

describe('a form that was sent', () => {
  it('counts as completed on the day it was begun, once, however often it is sent, projected and swept', async () => {
    const { begin, send, counted, clock } = await setup({ at: '2026-12-31T23:50:00.000Z' });
    const form = await begin(2);
    clock.ms += HOUR / 2;
    const { project } = await send(form);
    await project();
    clock.ms += 9 * HOUR;
    expect(await door.sweepDrafts()).toEqual({ left: 0, open: 0, failed: 0 });
    expect(await counted()).toEqual({ 'journey|web|started|': 1, 'journey|web|completed|': 1 });
    expect(await counted(quarterOf('2027-01-01'))).toEqual({});
  });

  it('counts as completed even where the projector was so far behind that it seemed left', async () => {
    const { begin, send, counted, clock } = await setup();
    const { project } = await send(await begin(2), { projected: false });
    clock.ms += 5 * HOUR;
    expect(await door.sweepDrafts()).toMatchObject({ left: 1 });
    await project();
    expect(await counted()).toEqual({ 'journey|web|started|': 1, 'journey|web|completed|': 1 });
  });

  it('counts as completed where somebody was told that they cannot get it and changed their answer', async () => {
    const { begin, send, counted, service } = await setup();
    const [told, changed] = [await begin(1), await begin(1)];
    await door.endJourney(service.id, told.draft, { outcome: 'not-eligible', question: 'which-bin' });
    await door.endJourney(service.id, changed.draft, { outcome: 'not-eligible', question: 'which-bin' });
    await send(changed);
    expect(await counted()).toEqual({
      'journey|web|started|': 2,
      'journey|web|not-eligible||which-bin': 1,
      'journey|web|completed|': 1,
    });
  });
});

describe('a form that an adviser fills', () => {
  it('counts apart, and one that nobody answered was not begun', async () => {
    const { counted, drafts, newPlace, service, clock, send } = await setup();
    const assisted: Assisted = { channel: 'telephone', by: 'amal' };
    const beginAssisted = createBeginAssisted({ drafts, newId: () => crypto.randomUUID(), now: () => clock.ms });
    const [empty, left, sent] = [newPlace(), newPlace(), newPlace()];
    for (const place of [empty, left, sent]) await beginAssisted(place, assisted);
    for (const place of [left, sent]) {
      const { id } = (await drafts.read(place)) as Draft;
      await door.saveAnswer(service, { place, expected: { id }, questionId: 'which-bin', candidate: 'food' });
    }
    await send({ place: sent, draft: (await drafts.read(sent)) as Draft }, { assisted });
    clock.ms += 5 * HOUR;
    expect(await door.sweepDrafts()).toEqual({ left: 2, open: 0, failed: 0 });
    expect(await counted()).toEqual({
      'journey|telephone|started|assisted': 2,
      'journey|telephone|left|assisted|which-bin': 1,
      'journey|telephone|completed|assisted': 1,
    });
  });
});

it('makes the completion rate of the quarter, which a rebuild gives again', async () => {
  const { begin, send, rate, clock, client, tableName, logs, factStore, markStore, rollUp, catalogue } = await setup();
  for (let form = 0; form < 9; form++) await send(await begin(2));
  for (let form = 0; form < 3; form++) await begin(1);
  clock.ms += 5 * HOUR;
  await door.sweepDrafts();
  expect(await rate()).toEqual({ value: 75, of: 9, all: 12 });
  const rebuild = createRebuild({ scan: createScanTable(client, tableName), logs, factStore, markStore, rollUp, catalogue });
  await rebuild(() => undefined);
  expect(await rate()).toEqual({ value: 75, of: 9, all: 12 });
});
