import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { createFactStore } from '../../shared/store/fact-store.ts';
import { createMarkStore } from '../../shared/store/mark-store.ts';
import { createRollupStore } from '../../shared/store/rollup-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createRollUp } from '../../shared/use-cases/roll-up.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.table, process.env);
const table = createTable(new DynamoDBClient(), config.TABLE_NAME);
const newToken = () => crypto.randomUUID();
const rollUp = createRollUp({
  factStore: createFactStore(table, { newToken }),
  rollupStore: createRollupStore(table),
  markStore: createMarkStore(table, newToken),
});

export const handler = createHandler({ rollUp, logger: createLogger('roll-up') });
