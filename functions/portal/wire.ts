import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { catalogue } from '../../shared/catalogue/index.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { createDraftStore } from '../../shared/store/draft-store.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createLookupStore } from '../../shared/store/lookup-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createChangeCase, createLoadCase } from '../../shared/use-cases/change-case.ts';
import { createChangeConsent } from '../../shared/use-cases/change-consent.ts';
import { createAskForCode, createOpenLookUp } from '../../shared/use-cases/look-up.ts';
import { createMindHandset } from '../../shared/use-cases/mind-handset.ts';
import { createOpenCase } from '../../shared/use-cases/open-case.ts';
import { createRate } from '../../shared/use-cases/rate.ts';
import { createReadConsent } from '../../shared/use-cases/read-consent.ts';
import { createSaveAnswer } from '../../shared/use-cases/save-answer.ts';
import type { CouncilView } from '../../web/render.ts';
import type { PortalDeps } from './handler.ts';
import { createPortalCookies } from './portal-cookies.ts';
import { createShowProblem } from './problem.ts';

export type PortalParts = { client: DynamoDBClient; tableName: string; secret: string; council: CouncilView; now: () => number };

/** Puts the portal together on a table: the same for the function and for its tests. */
export function wirePortal({ client, tableName, secret, council, now }: PortalParts): PortalDeps {
  const table = createTable(client, tableName);
  const keyring = createKeyring(secret);
  const logs = createLogStore(table);
  const lookups = createLookupStore(table, logs);
  const drafts = createDraftStore(table);
  const handsets = createHandsetStore(table);
  const changeCase = createChangeCase({ logs, catalogue, now });
  const newId = () => crypto.randomUUID();
  return {
    council,
    catalogue,
    drafts,
    keyring,
    now,
    saveAnswer: createSaveAnswer({ drafts, newId, now }),
    openCase: createOpenCase({ logs, keyring, now }),
    askForCode: createAskForCode({ lookups, newId, now }),
    openLookUp: createOpenLookUp({ lookups, keyring, now }),
    loadCase: createLoadCase({ logs, catalogue }),
    rate: createRate({ changeCase, logs, now }),
    readConsent: createReadConsent({ handsets, keyring }),
    changeConsent: createChangeConsent({ changeCase, mindHandset: createMindHandset({ handsets, keyring }) }),
    portalCookies: createPortalCookies(keyring),
    showProblem: createShowProblem(council),
  };
}
