import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SignUploadForm } from '../../shared/adapters/s3/upload-form.ts';
import { catalogue as services } from '../../shared/catalogue/index.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import type { AddressLookup } from '../../shared/ports/address-lookup.ts';
import type { Payments } from '../../shared/ports/payment.ts';
import { createAskedFromStore } from '../../shared/store/asked-from-store.ts';
import { createDraftStore } from '../../shared/store/draft-store.ts';
import { createFactStore } from '../../shared/store/fact-store.ts';
import { createFileStore } from '../../shared/store/file-store.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { createHeldStore } from '../../shared/store/held-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createLookStore } from '../../shared/store/look-store.ts';
import { createLookupStore } from '../../shared/store/lookup-store.ts';
import { createNearbyStore } from '../../shared/store/nearby-store.ts';
import { createQuarterStore } from '../../shared/store/quarter-store.ts';
import { createSavedFormStore } from '../../shared/store/saved-form-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createChangeCase, createLoadCase } from '../../shared/use-cases/change-case.ts';
import { createChangeConsent } from '../../shared/use-cases/change-consent.ts';
import { createEndJourney } from '../../shared/use-cases/end-journey.ts';
import { createLeaveRatings } from '../../shared/use-cases/leave-ratings.ts';
import { createLocate } from '../../shared/use-cases/locate.ts';
import { createLookNearby } from '../../shared/use-cases/look-nearby.ts';
import { createAskForCode, createOpenLookUp } from '../../shared/use-cases/look-up.ts';
import { createMayRate } from '../../shared/use-cases/may-rate.ts';
import { createMindHandset } from '../../shared/use-cases/mind-handset.ts';
import { createOpenCase } from '../../shared/use-cases/open-case.ts';
import { createPrepareUpload } from '../../shared/use-cases/prepare-upload.ts';
import { createRate } from '../../shared/use-cases/rate.ts';
import { createReadConsent } from '../../shared/use-cases/read-consent.ts';
import { createReadHoldings } from '../../shared/use-cases/read-holdings.ts';
import { createReadRecent } from '../../shared/use-cases/read-recent.ts';
import { createReadUsualDays } from '../../shared/use-cases/read-usual-days.ts';
import { createSaveAnswer } from '../../shared/use-cases/save-answer.ts';
import { createSaveForm, createTakeUpForm } from '../../shared/use-cases/save-form.ts';
import { createSettlePayment } from '../../shared/use-cases/settle-payment.ts';
import { createStartPayment } from '../../shared/use-cases/start-payment.ts';
import { spoken } from '../../web/language.ts';
import type { CouncilView } from '../../web/render.ts';
import { createCaseGuard } from './case-guard.ts';
import type { PortalDeps } from './handler.ts';
import { createPortalCookies } from './portal-cookies.ts';
import { createShowProblem } from './problem.ts';
import { createLoadSpokenCase, SpokenCatalogue } from './spoken-catalogue.ts';

export type PortalParts = {
  client: DynamoDBClient;
  tableName: string;
  secret: string;
  council: CouncilView;
  baseUrl: string;
  signForm: SignUploadForm;
  payments: Payments;
  findAddresses: AddressLookup;
  now: () => number;
};

/** Puts the portal together on a table: the same for the function and for its tests. */
export function wirePortal({
  client,
  tableName,
  secret,
  council,
  baseUrl,
  signForm,
  payments,
  findAddresses,
  now,
}: PortalParts): PortalDeps {
  const table = createTable(client, tableName);
  const keyring = createKeyring(secret);
  const logs = createLogStore(table);
  const lookups = createLookupStore(table, logs);
  const drafts = createDraftStore(table);
  const savedForms = createSavedFormStore(table);
  const handsets = createHandsetStore(table);
  const catalogue: Catalogue = new SpokenCatalogue(services);
  const endJourney = createEndJourney({ factStore: createFactStore(table, { newToken: () => crypto.randomUUID() }), catalogue });
  const changeCase = createChangeCase({ logs, catalogue, now });
  const newId = () => crypto.randomUUID();
  const looks = createLookStore(table);
  const askForCode = createAskForCode({ lookups, keyring, newId, now });
  const loadCase = createLoadSpokenCase(createLoadCase({ logs, catalogue }));
  const portalCookies = createPortalCookies(keyring);
  const showProblem = createShowProblem(council);
  const settlePayment = createSettlePayment({ payments, changeCase });
  const saveForm = createSaveForm({ drafts, savedForms, endJourney, now });
  const files = createFileStore(table);
  const readRecent = createReadRecent({ quarterStore: createQuarterStore(table), now });
  return {
    council,
    baseUrl,
    catalogue,
    files,
    prepareUpload: createPrepareUpload({ files, signForm, newId, now }),
    drafts,
    savedForms,
    endJourney,
    saveForm: (handset, place) => saveForm(handset, place, spoken().shell),
    takeUpForm: createTakeUpForm({ drafts, savedForms, now }),
    keyring,
    now,
    findAddresses,
    saveAnswer: createSaveAnswer({ drafts, endJourney, locate: createLocate({ findAddresses, area: council.map?.area }), newId, now }),
    openCase: createOpenCase({ logs, keyring, now }),
    askForCode: (wanted) => askForCode(wanted, spoken().shell),
    openLookUp: createOpenLookUp({ lookups, keyring, now }),
    loadCase,
    changeCase,
    readRecent,
    readUsualDays: createReadUsualDays({ readRecent }),
    readHoldings: createReadHoldings({
      held: createHeldStore(table),
      logs,
      askedFrom: createAskedFromStore(table),
      catalogue,
      keyring,
      now,
    }),
    settlePayment,
    startPayment: createStartPayment({ payments, settlePayment, loadCase, changeCase }),
    rate: createRate({ changeCase, logs, now }),
    mayRate: createMayRate({ logs }),
    newId,
    lookNearby: createLookNearby({ nearbyCases: createNearbyStore(table), now }),
    leaveRatings: createLeaveRatings({ logs, keyring, now }),
    readConsent: createReadConsent({ handsets, keyring }),
    changeConsent: createChangeConsent({ changeCase, mindHandset: createMindHandset({ handsets, keyring }) }),
    looks,
    askedFrom: createAskedFromStore(table),
    portalCookies,
    caseGuard: createCaseGuard({ council, portalCookies, keyring, looks, loadCase, showProblem, now }),
    showProblem,
  };
}
