import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import { createTextsQueue } from '../adapters/sqs/texts-queue.ts';
import { catalogue } from '../catalogue/index.ts';
import { createKeyring, type Keyring } from '../domain/keyring.ts';
import { createAskedFromStore } from '../store/asked-from-store.ts';
import { createCallDayStore } from '../store/call-day-store.ts';
import { createCaseFileStore } from '../store/case-file-store.ts';
import { createChaseStore } from '../store/chase-store.ts';
import { createCodeStore } from '../store/code-store.ts';
import { createCommentStore } from '../store/comment-store.ts';
import { createDeadlineStore } from '../store/deadline-store.ts';
import { createDraftStore } from '../store/draft-store.ts';
import { createFactStore } from '../store/fact-store.ts';
import { createHandsetStore } from '../store/handset-store.ts';
import { createHeldStore } from '../store/held-store.ts';
import type { Key } from '../store/keys.ts';
import { createLogStore } from '../store/log-store.ts';
import { createLookupLimitStore } from '../store/lookup-limit-store.ts';
import { createPaceStore } from '../store/pace-store.ts';
import { createPaymentWatchStore } from '../store/payment-watch-store.ts';
import { createSavedFormStore } from '../store/saved-form-store.ts';
import { createSummaryStore } from '../store/summary-store.ts';
import { createSweepStore } from '../store/sweep-store.ts';
import { createTable, type Table } from '../store/table.ts';
import { createTaskStore } from '../store/task-store.ts';
import { createTextStore } from '../store/text-store.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createChangeCase, createLoadCase } from '../use-cases/change-case.ts';
import { createLoadPerson } from '../use-cases/change-person.ts';
import { createEndJourney } from '../use-cases/end-journey.ts';
import { createMindHandset } from '../use-cases/mind-handset.ts';
import { createProjectCommit } from '../use-cases/project-commit.ts';
import { createRate } from '../use-cases/rate.ts';
import { createRecordFacts } from '../use-cases/record-facts.ts';
import { createSweepDeadlines } from '../use-cases/sweep-deadlines.ts';
import { createSweepDrafts } from '../use-cases/sweep-drafts.ts';
import type { environments } from './config.ts';
import { wirePeople } from './people.ts';
import { createSecretReader } from './secrets.ts';

type Config = z.infer<typeof environments.projector>;
type Clients = { dynamodb: DynamoDBClient; secrets: SecretsManagerClient; sqs: SQSClient; logger: Logger };
type ProjectionParts = {
  table: Table;
  keyring: Keyring;
  council: Config['COUNCIL'];
  baseUrl: string;
  rules: Config['TEXT_PACE'];
  enqueue: (texts: Key[]) => Promise<void>;
  /** Hears what people should know of. */
  noticed: (what: string) => void;
  now: () => number;
};

/** The projector on real parts, for the two functions that run it: `project` on the stream, `sweep` on what the stream left. */
export async function wireProjector(config: Config, { dynamodb, secrets, sqs, logger }: Clients) {
  const secret = await createSecretReader(secrets)(config.KEY_SECRET_ARN);
  return wireProjection({
    table: createTable(dynamodb, config.TABLE_NAME),
    keyring: createKeyring(secret),
    council: config.COUNCIL,
    baseUrl: config.BASE_URL,
    rules: config.TEXT_PACE,
    enqueue: createTextsQueue(sqs, config.TEXTS_QUEUE_URL),
    noticed: (what) => logger.warn(what),
    now: Date.now,
  });
}

/** {@link wireProjector} on any table, queue and clock. */
export function wireProjection({ table, keyring, council, baseUrl, rules, enqueue, noticed, now }: ProjectionParts) {
  const logs = createLogStore(table);
  const changeCase = createChangeCase({ logs, catalogue, now });
  const factStore = createFactStore(table, { newToken: () => crypto.randomUUID() });
  const tasks = createTaskStore(table);
  const deadlines = createDeadlineStore(table);
  const drafts = createDraftStore(table);
  const loadCase = createLoadCase({ logs, catalogue });
  const projectCommit = createProjectCommit({
    catalogue,
    settings: { council, baseUrl, keyring },
    logs,
    texts: createTextStore(table),
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
    mindHandset: createMindHandset({ handsets: createHandsetStore(table), keyring }),
    changeCase,
    loadCase,
    rate: createRate({ changeCase, logs, now }),
    ...wirePeople({ table, logs, factStore, catalogue, keyring, now }),
    pace: createPaceStore(table, { rules, now }),
    enqueue,
    noticed,
    now,
  });
  const sweepDeadlines = createSweepDeadlines({ deadlines, tasks, loadCase, loadPerson: createLoadPerson({ logs }), now });
  const sweepDrafts = createSweepDrafts({ drafts, endJourney: createEndJourney({ factStore, catalogue }), now });
  return { table, logs, sweeps: createSweepStore(table), changeCase, projectCommit, sweepDeadlines, sweepDrafts, keyring, now };
}
