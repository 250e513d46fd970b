import { catalogue } from '../../shared/catalogue/index.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { wirePeople } from '../../shared/edge/people.ts';
import { createAskedFromStore } from '../../shared/store/asked-from-store.ts';
import { createCallDayStore } from '../../shared/store/call-day-store.ts';
import { createCaseFileStore } from '../../shared/store/case-file-store.ts';
import { createChaseStore } from '../../shared/store/chase-store.ts';
import { createCodeStore } from '../../shared/store/code-store.ts';
import { createCommentStore } from '../../shared/store/comment-store.ts';
import { createDeadlineStore } from '../../shared/store/deadline-store.ts';
import { createDraftStore } from '../../shared/store/draft-store.ts';
import { createFactStore } from '../../shared/store/fact-store.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { createHeldStore } from '../../shared/store/held-store.ts';
import type { Key } from '../../shared/store/keys.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createLookupLimitStore } from '../../shared/store/lookup-limit-store.ts';
import { createLookupStore } from '../../shared/store/lookup-store.ts';
import { createPaceStore } from '../../shared/store/pace-store.ts';
import { createPaymentWatchStore } from '../../shared/store/payment-watch-store.ts';
import { createSavedFormStore } from '../../shared/store/saved-form-store.ts';
import { createSummaryStore } from '../../shared/store/summary-store.ts';
import { createSweepStore } from '../../shared/store/sweep-store.ts';
import { createTaskStore } from '../../shared/store/task-store.ts';
import { createTextStore } from '../../shared/store/text-store.ts';
import { createChangeCase, createLoadCase } from '../../shared/use-cases/change-case.ts';
import { createChangeContact } from '../../shared/use-cases/change-contact.ts';
import { createLoadPerson } from '../../shared/use-cases/change-person.ts';
import { createEndJourney } from '../../shared/use-cases/end-journey.ts';
import { createLeaveRatings } from '../../shared/use-cases/leave-ratings.ts';
import { createLocate } from '../../shared/use-cases/locate.ts';
import { createLogContact } from '../../shared/use-cases/log-contact.ts';
import { createMindHandset } from '../../shared/use-cases/mind-handset.ts';
import { createOpenCase } from '../../shared/use-cases/open-case.ts';
import { createProjectCommit } from '../../shared/use-cases/project-commit.ts';
import { createRate } from '../../shared/use-cases/rate.ts';
import { createRecordFacts } from '../../shared/use-cases/record-facts.ts';
import { createSaveAnswer } from '../../shared/use-cases/save-answer.ts';
import { createSweep } from '../../shared/use-cases/sweep.ts';
import { createSweepDeadlines } from '../../shared/use-cases/sweep-deadlines.ts';
import { createSweepDrafts } from '../../shared/use-cases/sweep-drafts.ts';
import { createTestTable } from './table.ts';
import { RULES } from './texting.ts';

export const COUNCIL = {
  name: 'Northwick District Council',
  shortName: 'Northwick Council',
  phone: '01632 960100',
  email: 'hello@northwick.example',
  timezone: 'Europe/London',
} as const;
export const BASE_URL = 'https://my.northwick.example';

/** Answers to every question that a missed bin is asked. */
export const binAnswers = {
  'which-bin': 'rubbish',
  'missed-on': '2026-11-19',
  address: { line1: '1 High Street', town: 'Northwick', postcode: 'NW1 4RP' },
  mobile: { wanted: true, number: '+447700900123' },
} as const;

/**
 * The use-cases on an embedded table of their own, at a clock that the test sets.
 * `queued` holds the keys of texts that were put on the queue, in order.
 */
export async function createFrontDoor({ at = '2026-11-20T10:00:00.000Z' } = {}) {
  const testTable = await createTestTable();
  const { table } = testTable;
  const clock = { ms: Date.parse(at) };
  const now = () => clock.ms;
  const keyring = createKeyring('a secret for the tests of Front Door, and nothing else');
  const logs = createLogStore(table);
  const texts = createTextStore(table);
  const changeCase = createChangeCase({ logs, catalogue, now });
  const loadCase = createLoadCase({ logs, catalogue });
  const rate = createRate({ changeCase, logs, now });
  const pace = createPaceStore(table, { rules: RULES, now });
  const queued: Key[] = [];
  const factStore = createFactStore(table, { newToken: () => crypto.randomUUID() });
  const handsets = createHandsetStore(table);
  const tasks = createTaskStore(table);
  const deadlines = createDeadlineStore(table);
  const drafts = createDraftStore(table);
  const endJourney = createEndJourney({ factStore, catalogue });
  const noticed: string[] = [];
  const projectCommit = createProjectCommit({
    catalogue,
    settings: { council: COUNCIL, baseUrl: BASE_URL, keyring },
    logs,
    texts,
    codes: createCodeStore(table),
    drafts,
    savedForms: createSavedFormStore(table),
    held: createHeldStore(table),
    summaries: createSummaryStore(table),
    chases: createChaseStore(table),
    callDays: createCallDayStore(table),
    deadlines,
    paymentWatches: createPaymentWatchStore(table),
    lookupLimits: createLookupLimitStore(table),
    askedFrom: createAskedFromStore(table),
    recordFacts: createRecordFacts({ factStore, commentStore: createCommentStore(table), catalogue }),
    factStore,
    caseFiles: createCaseFileStore(table),
    tasks,
    mindHandset: createMindHandset({ handsets, keyring }),
    changeCase,
    loadCase,
    rate,
    ...wirePeople({ table, logs, factStore, catalogue, keyring, now }),
    pace,
    enqueue: async (keys) => {
      queued.push(...keys);
    },
    noticed: (what) => noticed.push(what),
    now,
  });
  return {
    ...testTable,
    clock,
    keyring,
    catalogue,
    logs,
    texts,
    pace,
    queued,
    factStore,
    handsets,
    tasks,
    locate: createLocate({}),
    openCase: createOpenCase({ logs, keyring, now }),
    loadCase,
    changeCase,
    rate,
    logContact: createLogContact({ logs, keyring, now }),
    changeContact: createChangeContact({ logs, now }),
    leaveRatings: createLeaveRatings({ logs, keyring, now }),
    projectCommit,
    noticed,
    lookups: createLookupStore(table, logs),
    sweepDeadlines: createSweepDeadlines({ deadlines, tasks, loadCase, loadPerson: createLoadPerson({ logs }), now }),
    drafts,
    endJourney,
    saveAnswer: createSaveAnswer({ drafts, endJourney, locate: createLocate({}), newId: () => crypto.randomUUID(), now }),
    sweepDrafts: createSweepDrafts({ drafts, endJourney, now }),
    sweep: createSweep({ logs, sweeps: createSweepStore(table), projectCommit, now }),
  };
}
export type FrontDoor = Awaited<ReturnType<typeof createFrontDoor>>;
