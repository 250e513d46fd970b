import type { EmbeddedTable, Item, TableAnswer } from './embedded-table.ts';
import type { GateAnswer, GateService } from './gate.ts';
import type { Access } from './permissions.ts';
import { ACCOUNT, REGION } from './physical-names.ts';

interface Input {
  TableName?: string;
  IndexName?: string;
  Key?: Item;
  Item?: Item;
  RequestItems?: Record<string, unknown>;
  ReturnConsumedCapacity?: string;
  ConsistentRead?: boolean;
}

interface Capacity {
  CapacityUnits?: number;
}

const json = (status: number, body: unknown): GateAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});

/**
 * DynamoDB behind the gate. Capacity is counted on every call, and left out of the answer when the caller had not asked for it.
 * @param partitionKeys the partition key's attribute of each table, for the condition key `dynamodb:LeadingKeys`
 */
export function createDynamoDbGate(table: EmbeddedTable, partitionKeys: Record<string, string>): GateService {
  return {
    refuse: (code, message) => json(400, { __type: `com.amazon.coral.service#${code}`, message }),
    prepare: ({ headers, body }) => {
      const operation = String(headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const input = JSON.parse(body.toString('utf8') || '{}') as Input;
      return {
        operation,
        accesses: accessesOf(operation, input, partitionKeys),
        run: async () => {
          const asked = input.ReturnConsumedCapacity;
          const answer = await table.run(operation, { ...input, ReturnConsumedCapacity: asked === 'INDEXES' ? asked : 'TOTAL' });
          const units = unitsOf(answer, input.ConsistentRead === true);
          if (!asked || asked === 'NONE') delete answer.body.ConsumedCapacity;
          return { ...json(answer.status, answer.body), ...(units !== undefined && { units }) };
        },
      };
    },
  };
}

function accessesOf(operation: string, input: Input, partitionKeys: Record<string, string>): Access[] {
  const tables = input.TableName ? [input.TableName] : Object.keys(input.RequestItems ?? {});
  return tables.map((name) => {
    const plain = name.startsWith('arn:') ? (name.split('/')[1] ?? '') : name;
    const arn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${plain}`;
    const leading = (input.Key ?? input.Item)?.[partitionKeys[plain] ?? ''];
    return {
      action: `dynamodb:${operation}`,
      resource: input.IndexName ? `${arn}/index/${input.IndexName}` : arn,
      ...(leading && { keys: { 'dynamodb:LeadingKeys': [String(Object.values(leading)[0])] } }),
    };
  });
}

function unitsOf({ body }: TableAnswer, consistent: boolean): number | undefined {
  const consumed = body.ConsumedCapacity as Capacity | Capacity[] | undefined;
  if (consumed === undefined) return undefined;
  const units = [consumed].flat().reduce((sum, { CapacityUnits }) => sum + (CapacityUnits ?? 0), 0);
  // dynalite takes a query that finds nothing to be free; DynamoDB charges the least read.
  return units === 0 ? (consistent ? 1 : 0.5) : units;
}
