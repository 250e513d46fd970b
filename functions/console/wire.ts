import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import { createStaffIssuer } from '../../shared/adapters/oidc/staff-issuer.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import type { environments } from '../../shared/edge/config.ts';
import { createCaseFileStore } from '../../shared/store/case-file-store.ts';
import { createDraftStore } from '../../shared/store/draft-store.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createQueueStore } from '../../shared/store/queue-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createTaskStore } from '../../shared/store/task-store.ts';
import type { Logger } from '../../shared/telemetry/logger.ts';
import { createBeginAssisted } from '../../shared/use-cases/begin-assisted.ts';
import { createChangeCase } from '../../shared/use-cases/change-case.ts';
import { createChangeConsent } from '../../shared/use-cases/change-consent.ts';
import { createListQueue } from '../../shared/use-cases/list-queue.ts';
import { createListTasks } from '../../shared/use-cases/list-tasks.ts';
import { createLogContact } from '../../shared/use-cases/log-contact.ts';
import { createMindHandset } from '../../shared/use-cases/mind-handset.ts';
import { createReadCaseFile } from '../../shared/use-cases/read-case-file.ts';
import { createShowMessage, createStaffOnly } from './guard.ts';
import type { ConsoleDeps } from './handler.ts';

type Config = Pick<
  z.infer<typeof environments.console>,
  'TABLE_NAME' | 'COUNCIL' | 'BASE_URL' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'PENCE_PER_PART'
>;
export type ConsoleParts = { client: DynamoDBClient; config: Config; secret: string; logger: Logger; now: () => number };

/** Puts the console together on a table: the same for the function and for its tests. */
export function wireConsole({ client, config, secret, logger, now }: ConsoleParts): ConsoleDeps {
  const { COUNCIL: council, BASE_URL: baseUrl, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = config;
  const table = createTable(client, config.TABLE_NAME);
  const keyring = createKeyring(secret);
  const logs = createLogStore(table);
  const newId = () => crypto.randomUUID();
  const tasks = createTaskStore(table);
  const showMessage = createShowMessage(council);
  return {
    council,
    baseUrl,
    pencePerPart: config.PENCE_PER_PART,
    catalogue,
    keyring,
    logger,
    now,
    newId,
    showMessage,
    staffOnly: createStaffOnly({ council, keyring, showMessage, now }),
    issuer: createStaffIssuer({ issuer, clientId, redirectUri: `${baseUrl}/console/callback` }),
    listQueue: createListQueue({ queues: createQueueStore(table) }),
    listTasks: createListTasks({ tasks }),
    finishTask: tasks.finish,
    readCaseFile: createReadCaseFile({ caseFiles: createCaseFileStore(table), catalogue }),
    changeCase: createChangeConsent({
      changeCase: createChangeCase({ logs, catalogue, now }),
      mindHandset: createMindHandset({ handsets: createHandsetStore(table), keyring }),
    }),
    logContact: createLogContact({ logs, keyring, now }),
    beginAssisted: createBeginAssisted({ drafts: createDraftStore(table), newId, now }),
  };
}
