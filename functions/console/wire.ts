import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import { createStaffIssuer } from '../../shared/adapters/oidc/staff-issuer.ts';
import type { SignObjectLink } from '../../shared/adapters/s3/object-link.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import type { environments } from '../../shared/edge/config.ts';
import { type ImportParts, wireImports } from '../../shared/edge/imports.ts';
import { createAskedFromStore } from '../../shared/store/asked-from-store.ts';
import { createCallDayStore } from '../../shared/store/call-day-store.ts';
import { createCaseFileStore } from '../../shared/store/case-file-store.ts';
import { createDraftStore } from '../../shared/store/draft-store.ts';
import { createFactStore } from '../../shared/store/fact-store.ts';
import { createFailingTextStore } from '../../shared/store/failing-text-store.ts';
import { createFileStore } from '../../shared/store/file-store.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { createHeldStore } from '../../shared/store/held-store.ts';
import { createLetterStore } from '../../shared/store/letter-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createLookStore } from '../../shared/store/look-store.ts';
import { createQueueStore } from '../../shared/store/queue-store.ts';
import { createRollupStore } from '../../shared/store/rollup-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createTaskStore } from '../../shared/store/task-store.ts';
import type { Logger } from '../../shared/telemetry/logger.ts';
import { createBeginAssisted } from '../../shared/use-cases/begin-assisted.ts';
import { createChangeCase, createLoadCase } from '../../shared/use-cases/change-case.ts';
import { createChangeConsent } from '../../shared/use-cases/change-consent.ts';
import { createChangeContact, createLoadContact } from '../../shared/use-cases/change-contact.ts';
import { createChangePerson, createLoadPerson } from '../../shared/use-cases/change-person.ts';
import { createConfirmPerson } from '../../shared/use-cases/confirm-person.ts';
import { createLeaveRatings } from '../../shared/use-cases/leave-ratings.ts';
import { createListContacts } from '../../shared/use-cases/list-contacts.ts';
import { createListQueue } from '../../shared/use-cases/list-queue.ts';
import { createListTasks } from '../../shared/use-cases/list-tasks.ts';
import { createLogContact } from '../../shared/use-cases/log-contact.ts';
import { createMayRate } from '../../shared/use-cases/may-rate.ts';
import { createMindHandset } from '../../shared/use-cases/mind-handset.ts';
import { createOpenFile } from '../../shared/use-cases/open-file.ts';
import { createListLetters, createPostLetters } from '../../shared/use-cases/post-letters.ts';
import { createRate } from '../../shared/use-cases/rate.ts';
import { createReadCaseFile } from '../../shared/use-cases/read-case-file.ts';
import { createReadHoldings } from '../../shared/use-cases/read-holdings.ts';
import { createFindPerson, createReadPersonFile } from '../../shared/use-cases/read-person-file.ts';
import { createReadToday } from '../../shared/use-cases/read-today.ts';
import { createShowMessage, createStaffOnly } from './guard.ts';
import type { ConsoleDeps } from './handler.ts';

type Config = Pick<
  z.infer<typeof environments.console>,
  'TABLE_NAME' | 'COUNCIL' | 'BASE_URL' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'PENCE_PER_PART'
>;
export type ConsoleParts = {
  client: DynamoDBClient;
  config: Config;
  secret: string;
  logger: Logger;
  signLink: SignObjectLink;
  now: () => number;
} & Pick<ImportParts, 'signForm' | 'enqueue'>;

/** Puts the console together on a table: the same for the function and for its tests. */
export function wireConsole({ client, config, secret, logger, signLink, signForm, enqueue, now }: ConsoleParts): ConsoleDeps {
  const { COUNCIL: council, BASE_URL: baseUrl, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = config;
  const table = createTable(client, config.TABLE_NAME);
  const keyring = createKeyring(secret);
  const logs = createLogStore(table);
  const newId = () => crypto.randomUUID();
  const tasks = createTaskStore(table);
  const queues = createQueueStore(table);
  const caseFiles = createCaseFileStore(table);
  const loadPerson = createLoadPerson({ logs });
  const changeCase = createChangeCase({ logs, catalogue, now });
  const changePerson = createChangePerson({ logs, now });
  const letters = createLetterStore(table);
  const factStore = createFactStore(table, { newToken: newId });
  const people = {
    readPersonFile: createReadPersonFile({ loadPerson, caseFiles, catalogue }),
    findPerson: createFindPerson({ loadPerson, caseFiles, catalogue }),
    changePerson,
    confirmPerson: createConfirmPerson({ changePerson, changeCase, keyring }),
    listLetters: createListLetters({ letters }),
    postLetters: createPostLetters({ letters, caseFiles, factStore, loadPerson, catalogue, now }),
  };
  const files = createFileStore(table);
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
    readHoldings: createReadHoldings({
      held: createHeldStore(table),
      logs,
      askedFrom: createAskedFromStore(table),
      catalogue,
      keyring,
      now,
    }),
    showMessage,
    logs,
    callDays: createCallDayStore(table),
    staffOnly: createStaffOnly({ council, keyring, showMessage, now }),
    ...wireImports({ table, signForm, enqueue, baseUrl, now }),
    issuer: createStaffIssuer({ issuer, clientId, redirectUri: `${baseUrl}/console/callback` }),
    listQueue: createListQueue({ queues }),
    readToday: createReadToday({
      queues,
      tasks,
      failingTexts: createFailingTextStore(table),
      rollups: createRollupStore(table),
      factStore,
    }),
    listTasks: createListTasks({ tasks }),
    finishTask: tasks.finish,
    looks: createLookStore(table),
    readCaseFile: createReadCaseFile({ caseFiles, catalogue, loadPerson }),
    ...people,
    changeCase: createChangeConsent({
      changeCase,
      mindHandset: createMindHandset({ handsets: createHandsetStore(table), keyring }),
    }),
    logContact: createLogContact({ logs, keyring, now }),
    loadContact: createLoadContact({ logs }),
    leaveRatings: createLeaveRatings({ logs, keyring, now }),
    mayRate: createMayRate({ logs }),
    rate: createRate({ changeCase, logs, now }),
    changeContact: createChangeContact({ logs, now }),
    listContacts: createListContacts({ factStore }),
    loadCase: createLoadCase({ logs, catalogue }),
    files,
    openFile: createOpenFile({ files, signLink }),
    beginAssisted: createBeginAssisted({ drafts: createDraftStore(table), newId, now }),
  };
}
