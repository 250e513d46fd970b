import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { LogId } from '../../../shared/domain/commit.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { wireProjection } from '../../../shared/edge/projector.ts';
import { createCodeStore } from '../../../shared/store/code-store.ts';
import { createLogStore, nextCommit } from '../../../shared/store/log-store.ts';
import { all, type Item } from '../../../shared/store/table.ts';
import { RULES } from '../../support/texting.ts';
import { type Browser, council, openPortal } from './portal-browser.ts';

/** Answers to every question that a missed bin is asked; the number that texts go to, or none. */
const answers = (number: string | undefined): Answers => ({
  'which-bin': 'rubbish',
  'missed-on': '2026-11-19',
  address: { line1: '1 High Street', town: 'Northwick', postcode: 'NW1 4RP' },
  mobile: number ? { wanted: true, number } : { wanted: false },
});

/** The portal, with a projector that is run by hand and phones that get their codes at once. */
export async function openProjectedPortal(options: Parameters<typeof openPortal>[0] = {}) {
  const portal = await openPortal(options);
  const { table, keyring } = portal;
  const noticed: string[] = [];
  const projection = wireProjection({
    table,
    keyring,
    council: { ...council, email: 'hello@northwick.example', timezone: 'Europe/London' },
    baseUrl: 'https://my.northwick.gov.uk',
    rules: RULES,
    enqueue: async () => {},
    noticed: (what) => noticed.push(what),
    now: () => portal.clock.nowMs,
  });
  const logs = createLogStore(table);
  const project = (log: LogId, sequence: number) => projection.projectCommit(log, sequence);
  const partition = (pk: string): Promise<Item[]> => all(table.query({ expression: '#pk = :pk', values: { pk } }));

  /** The look-up that a browser has under way. */
  const lookUpId = (browser: Browser): string => {
    const [encoded = ''] = (browser.cookies.get('__Host-look-up') ?? '').split('.');
    return (JSON.parse(Buffer.from(encoded, 'base64url').toString()) as { value: { id: string } }).value.id;
  };

  /** Projects the look-up under way; if a text is due for it, its code is 246810. The number it goes to. */
  const textCode = async (browser: Browser): Promise<string | undefined> => {
    const id = lookUpId(browser);
    await project({ kind: 'lookup', id }, 1);
    const text = (await partition(`LOOKUP#${id}`)).find(({ sk }) => String(sk).startsWith('TEXT#'));
    if (text) await createCodeStore(table).keepHash(id, keyring.secretHash(id, '246810'));
    return (text?.['personal'] as { to?: string } | undefined)?.to;
  };

  return {
    ...portal,
    noticed,
    project,
    partition,
    lookUpId,
    textCode,
    /** Reports a missed bin and projects it. */
    async report(number?: string): Promise<Reference> {
      const outcome = await portal.openCase(portal.catalogue.get('missed-bin') as Service, {
        draftId: crypto.randomUUID(),
        answers: answers(number),
        channel: 'web',
        assisted: false,
        by: { kind: 'resident' },
      });
      if (outcome.kind !== 'opened') throw new Error(outcome.kind);
      await project({ kind: 'case', id: outcome.reference }, 1);
      return outcome.reference;
    },
    /** Gives a case another number, as an import does, without projecting that. */
    async moveTo(reference: Reference, number: string): Promise<void> {
      const commits = await logs.load({ kind: 'case', id: reference });
      const event = { type: 'imported', profile: 'p', asOf: '2026-11-20', status: 'S', digest: 'd', news: 'n', textable: true } as const;
      const at = new Date(portal.clock.nowMs).toISOString();
      const personal = { answers: answers(number), mobile: number };
      await logs.append(
        nextCommit({ kind: 'case', id: reference }, commits.length, { at, by: { kind: 'system' }, events: [event], personal }),
      );
    },
    /** Projects the latest commit of a case. */
    async projectLatest(reference: Reference): Promise<void> {
      const commits = await logs.load({ kind: 'case', id: reference });
      await project({ kind: 'case', id: reference }, commits.length);
    },
    /** Opens a case as its resident. */
    async openedBy(browser: Browser, reference: Reference): Promise<void> {
      await browser.post('/find', { reference });
      await textCode(browser);
      const { location } = await browser.post('/find/code', { code: '246810' });
      if (!location?.startsWith('/case/')) throw new Error('the code did not open the case');
    },
  };
}
export type ProjectedPortal = Awaited<ReturnType<typeof openProjectedPortal>>;
