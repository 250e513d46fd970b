import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { CaseCommit } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { HelperCommand } from '../../../shared/domain/helper.ts';
import { textsOfHelper } from '../../../shared/domain/helper-texts.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createTaskStore } from '../../../shared/store/task-store.ts';
import { aCase, anOpening, theCommit } from '../../support/cases.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { createTexting } from '../../support/texting.ts';

const bins = catalogue.get('missed-bin') as Service;
const BEA = '+447700900200';
const letIn: HelperCommand = { type: 'letHelperIn', name: 'Bea', mobile: BEA, as: 'family', term: 'year', mayUpload: false };
const settings = { council: { shortName: 'Northwick Council', phone: '01632 960100' }, baseUrl: 'https://my.northwick.gov.uk' };

let testTable: TestTable;
let texting: ReturnType<typeof createTexting>;
beforeAll(async () => {
  testTable = await createTestTable();
});
afterAll(() => testTable.stop());
beforeEach(() => {
  texting = createTexting(testTable.table);
});

let cases = 0;
/** A case with somebody let in, and the text that tells them. */
async function setup(...later: (HelperCommand | { type: 'complete'; basedOn: number })[]) {
  const reference = texting.keyring.reference(`let-in-${++cases}`, 0) as Reference;
  const at = new Date(texting.clock.ms).toISOString();
  const answers = { mobile: { wanted: true, number: '+447700900123' } } as const;
  const commits: CaseCommit[] = [anOpening(bins, { answers, at, reference })];
  const state = () => aCase(bins, { answers, at, reference });
  commits.push(theCommit(bins, state(), letIn, at));
  for (const command of later) {
    const helpers = [{ id: '2', as: 'family', until: '2027-12-31', mayUpload: false, letInAt: at, letInBy: { kind: 'resident' } }] as const;
    const before = { ...state(), sequence: commits.length, helpers: [...helpers] };
    commits.push(theCommit(bins, before, command, at));
  }
  for (const commit of commits) await texting.logs.append(commit);
  const [text] = textsOfHelper(bins, commits[1] as CaseCommit, settings);
  if (!text) throw new Error('nobody is told');
  await texting.texts.add(text);
  return { reference, text };
}
const tasksOf = async () => createTaskStore(testTable.table).page('environment', { limit: 50 });

describe('the text to somebody let in', () => {
  it('goes to them even though the case has moved on', async () => {
    const { text } = await setup({ type: 'complete', basedOn: 2 });
    await texting.run();
    expect(texting.published).toEqual([{ to: BEA, body: text.personal.body }]);
  });

  it('does not go once they were taken out', async () => {
    const { text } = await setup({ type: 'takeHelperOut', helper: '2' });
    await texting.run();
    expect(texting.published).toEqual([]);
    expect(await texting.stateOf(text)).toMatchObject({ state: 'dropped', because: 'out-of-date' });
  });

  it('makes no task to write to the resident when the helper texted STOP, or cannot be reached', async () => {
    await texting.handsets.setStopped(texting.keyring.handsetId(BEA), true, new Date(texting.clock.ms).toISOString());
    const { text } = await setup();
    await texting.run();
    expect(await texting.stateOf(text)).toMatchObject({ state: 'dropped', because: 'stopped' });
    expect(await tasksOf()).toEqual([]);
    await texting.handsets.setStopped(texting.keyring.handsetId(BEA), false, new Date(texting.clock.ms + 1000).toISOString());
  });

  it('leaves what they text back out of the resident’s case', async () => {
    await setup();
    await texting.run();
    expect((await texting.handsets.state(texting.keyring.handsetId(BEA))).lastText).toBeUndefined();
  });
});
