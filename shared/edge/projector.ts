import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import { createTextsQueue } from '../adapters/sqs/texts-queue.ts';
import { catalogue } from '../catalogue/index.ts';
import { createKeyring } from '../domain/keyring.ts';
import { createCodeStore } from '../store/code-store.ts';
import { createDraftStore } from '../store/draft-store.ts';
import { createFactStore } from '../store/fact-store.ts';
import { createLogStore } from '../store/log-store.ts';
import { createLookupLimitStore } from '../store/lookup-limit-store.ts';
import { createSummaryStore } from '../store/summary-store.ts';
import { createSweepStore } from '../store/sweep-store.ts';
import { createTable } from '../store/table.ts';
import { createTextStore } from '../store/text-store.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createChangeCase, createLoadCase } from '../use-cases/change-case.ts';
import { createProjectCommit } from '../use-cases/project-commit.ts';
import { createRate } from '../use-cases/rate.ts';
import { createRecordFacts } from '../use-cases/record-facts.ts';
import type { environments } from './config.ts';
import { createSecretReader } from './secrets.ts';

type Config = z.infer<typeof environments.projector>;
type Clients = { dynamodb: DynamoDBClient; secrets: SecretsManagerClient; sqs: SQSClient; logger: Logger };

/** The projector on real parts, for the two functions that run it: `project` on the stream, `sweep` on what the stream left. */
export async function wireProjector(config: Config, { dynamodb, secrets, sqs, logger }: Clients) {
  const secret = await createSecretReader(secrets)(config.KEY_SECRET_ARN);
  const keyring = createKeyring(secret);
  const table = createTable(dynamodb, config.TABLE_NAME);
  const logs = createLogStore(table);
  const now = Date.now;
  const changeCase = createChangeCase({ logs, catalogue, now });
  const projectCommit = createProjectCommit({
    catalogue,
    settings: { council: config.COUNCIL, baseUrl: config.BASE_URL, keyring },
    logs,
    texts: createTextStore(table),
    codes: createCodeStore(table),
    drafts: createDraftStore(table),
    summaries: createSummaryStore(table),
    lookupLimits: createLookupLimitStore(table),
    recordFacts: createRecordFacts({ factStore: createFactStore(table, { newToken: () => crypto.randomUUID() }), catalogue }),
    loadCase: createLoadCase({ logs, catalogue }),
    rate: createRate({ changeCase, logs, now }),
    enqueue: createTextsQueue(sqs, config.TEXTS_QUEUE_URL),
    noticed: (what) => logger.warn(what),
    now,
  });
  return { logs, sweeps: createSweepStore(table), projectCommit, now };
}
