import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { EmbeddedTable } from './embedded-table.ts';
import type { StreamedTable } from './stream-journal.ts';
import { cfnNumber, type Templates } from './templates.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const secondaryIndexes = z.array(
  z.object({
    IndexName: z.string(),
    KeySchema: keySchema,
    Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() }),
  }),
);

const tableShape = {
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: secondaryIndexes.optional(),
  LocalSecondaryIndexes: secondaryIndexes.optional(),
  StreamSpecification: z.object({ StreamViewType: z.string().default('NEW_AND_OLD_IMAGES') }).optional(),
  ProvisionedThroughput: z.object({ ReadCapacityUnits: cfnNumber }).optional(),
};

export interface TableDefinition extends StreamedTable {
  create: Record<string, unknown>;
}

/** The tables of the templates, in the shape `CreateTable` takes. */
export function readTables(templates: Templates): TableDefinition[] {
  return templates.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => {
    const { StreamSpecification, ProvisionedThroughput: _, ...read } = templates.read(resource, tableShape);
    if (StreamSpecification && StreamSpecification.StreamViewType !== 'NEW_AND_OLD_IMAGES') {
      throw new Error(`The local runner streams NEW_AND_OLD_IMAGES, not ${StreamSpecification.StreamViewType}`);
    }
    const table = templates.refOf(resource);
    return {
      table,
      keyNames: read.KeySchema.map(({ AttributeName }) => AttributeName),
      streamArn: templates.attributeOf(resource, 'StreamArn'),
      create: { ...read, TableName: table, BillingMode: 'PAY_PER_REQUEST' },
    };
  });
}

/** Makes tables that are not there yet. Refuses one that was kept with other keys or indexes. */
export async function createTables(engine: EmbeddedTable, tables: TableDefinition[]): Promise<void> {
  for (const { table, create } of tables) {
    const { status, body } = await engine.run('CreateTable', create);
    if (status === 200) {
      await untilActive(engine, table);
      continue;
    }
    if (!String(body.__type).includes('ResourceInUseException'))
      throw new Error(`The embedded table refuses ${table}: ${JSON.stringify(body)}`);
    const { body: kept } = await engine.run('DescribeTable', { TableName: table });
    if (shapeOf(kept.Table as Shape) !== shapeOf(create)) {
      throw new Error(
        `The table ${table} kept in the data folder has other keys or indexes than the templates. Start with --fresh, or with another --data.`,
      );
    }
  }
}

/** A table is not there for other operations before it says that it is active, though here that takes no time. */
async function untilActive(engine: EmbeddedTable, table: string): Promise<void> {
  for (;;) {
    const { body } = await engine.run('DescribeTable', { TableName: table });
    if ((body.Table as { TableStatus?: string } | undefined)?.TableStatus === 'ACTIVE') return;
    await sleep(2);
  }
}

interface Shape {
  KeySchema?: unknown;
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: unknown; Projection: unknown }[];
}

function shapeOf({ KeySchema, GlobalSecondaryIndexes = [] }: Shape): string {
  const indexes = GlobalSecondaryIndexes.map((index) => [index.IndexName, index.KeySchema, index.Projection] as const);
  return JSON.stringify([KeySchema, indexes.sort(([a], [b]) => a.localeCompare(b))]);
}
