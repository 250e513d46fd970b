import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { catalogue } from '../../shared/catalogue/index.ts';
import type { Baseline } from '../../shared/domain/baseline.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { baseline as published } from '../../shared/measures/baseline.ts';
import { measures } from '../../shared/measures/measures.ts';
import { createCommentStore } from '../../shared/store/comment-store.ts';
import { createFactStore } from '../../shared/store/fact-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createQuarterStore } from '../../shared/store/quarter-store.ts';
import { createRollupStore } from '../../shared/store/rollup-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createComments } from '../../shared/use-cases/choose-comments.ts';
import { createEnterFigure } from '../../shared/use-cases/enter-figure.ts';
import { createFreezeQuarter } from '../../shared/use-cases/freeze-quarter.ts';
import { createReadFacts } from '../../shared/use-cases/read-facts.ts';
import { createReadReport } from '../../shared/use-cases/read-report.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ReportDeps } from './deps.ts';

type ReportParts = {
  client: DynamoDBClient;
  tableName: string;
  secret: string;
  council: CouncilView;
  baseline?: Baseline;
  now: () => number;
};

/** Puts the report together on a table: the same for the function and for its tests. */
export function wireReport({ client, tableName, secret, council, baseline = published, now }: ReportParts): ReportDeps {
  const table = createTable(client, tableName);
  const quarterStore = createQuarterStore(table);
  const readReport = createReadReport({ quarterStore, baseline, measures });
  const factStore = createFactStore(table, { newToken: () => crypto.randomUUID() });
  return {
    council,
    catalogue,
    measures,
    baseline,
    readReport,
    freezeQuarter: createFreezeQuarter({ readReport, quarterStore, measures, catalogue, now }),
    enterFigure: createEnterFigure({ quarterStore, measures, now }),
    comments: createComments({ commentStore: createCommentStore(table), logs: createLogStore(table) }),
    readFacts: createReadFacts({ rollupStore: createRollupStore(table), factStore }),
    keyring: createKeyring(secret),
    now,
  };
}
