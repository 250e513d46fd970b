import { type AttributeValue, DescribeTableCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';

export type ScanTable = ReturnType<typeof createScanTable>;

/** Goes through a whole table. For what is done by hand and seldom: no function may, and none asks to. */
export function createScanTable(client: DynamoDBClient, tableName: string) {
  return {
    /** About how many items there are: DynamoDB counts them every six hours. */
    async size(): Promise<number> {
      return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table?.ItemCount ?? 0;
    },
    /** The key of every item, a page at a time, in no order. What is written meanwhile may be there or not. */
    async *pages(): AsyncGenerator<Key[]> {
      let start: Record<string, AttributeValue> | undefined;
      do {
        const found = await client.send(
          new ScanCommand({
            TableName: tableName,
            ProjectionExpression: '#pk, #sk',
            ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
            ExclusiveStartKey: start,
          }),
        );
        yield (found.Items ?? []).map((item) => unmarshall(item) as Key);
        start = found.LastEvaluatedKey;
      } while (start);
    },
  };
}
