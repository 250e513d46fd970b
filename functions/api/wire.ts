import type { VerifyAccessToken } from '../../shared/adapters/oidc/access-token.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import type { Baseline } from '../../shared/domain/baseline.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import type { Area } from '../../shared/domain/place.ts';
import { type ImportParts, sendFile, wireImports } from '../../shared/edge/imports.ts';
import { baseline as published } from '../../shared/measures/baseline.ts';
import { measures } from '../../shared/measures/measures.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createQuarterStore } from '../../shared/store/quarter-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { createChangeCase, createLoadCase } from '../../shared/use-cases/change-case.ts';
import { createLeaveRatings } from '../../shared/use-cases/leave-ratings.ts';
import { createLocate } from '../../shared/use-cases/locate.ts';
import { createLogContact } from '../../shared/use-cases/log-contact.ts';
import { createOpenCase } from '../../shared/use-cases/open-case.ts';
import { createReadReport } from '../../shared/use-cases/read-report.ts';
import { createWithScope } from './caller.ts';
import type { ApiDeps } from './deps.ts';

export type ApiParts = Pick<ImportParts, 'signForm' | 'enqueue'> & {
  table: Table;
  keyring: Keyring;
  verify: VerifyAccessToken;
  baseUrl: string;
  baseline?: Baseline;
  /** Where a pin may lie. */
  area?: Area | undefined;
};

/** The API's parts on a table. */
export function wire({ table, keyring, verify, baseUrl, signForm, enqueue, baseline = published, area }: ApiParts): ApiDeps {
  const logs = createLogStore(table);
  const now = Date.now;
  return {
    catalogue,
    keyring,
    locate: createLocate({ area }),
    openCase: createOpenCase({ logs, keyring, now }),
    loadCase: createLoadCase({ logs, catalogue }),
    changeCase: createChangeCase({ logs, catalogue, now }),
    logContact: createLogContact({ logs, keyring, now }),
    leaveRatings: createLeaveRatings({ logs, keyring, now }),
    readReport: createReadReport({ quarterStore: createQuarterStore(table), baseline, measures }),
    measures,
    withScope: createWithScope(verify),
    ...wireImports({ table, signForm, enqueue, baseUrl, now }),
    sendFile,
    baseUrl,
    newId: () => crypto.randomUUID(),
    now,
  };
}
