import type { Catalogue } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import type { Measures } from '../../shared/domain/measure.ts';
import type { ChangeCase, LoadCase } from '../../shared/use-cases/change-case.ts';
import type { Locate } from '../../shared/use-cases/locate.ts';
import type { OpenCase } from '../../shared/use-cases/open-case.ts';
import type { ReadReport } from '../../shared/use-cases/read-report.ts';
import type { WithScope } from './caller.ts';
import type { ContactDeps } from './contacts.ts';
import type { ImportDeps } from './imports.ts';

export type ApiDeps = ImportDeps &
  ContactDeps & {
    catalogue: Catalogue;
    keyring: Keyring;
    locate: Locate;
    openCase: OpenCase;
    loadCase: LoadCase;
    changeCase: ChangeCase;
    readReport: ReadReport;
    measures: Measures;
    withScope: WithScope;
    baseUrl: string;
    newId: () => string;
    now: () => number;
  };
