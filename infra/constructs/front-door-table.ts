import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export type TableAction = 'GetItem' | 'BatchGetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query';
export type IndexName = 'byUnprojected' | 'byDue' | 'byList' | 'byAsker' | 'byPlace';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table: its indexes, its stream, and statements that let a function do the little it needs. */
export class FrontDoorTable extends Construct {
  readonly table: Table;
  readonly streamArn: string;

  constructor(scope: Construct, id: string, { key }: { key: IKey }) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.addIndex('byUnprojected', { partition: 'unprojected', sort: 'at', projection: ProjectionType.KEYS_ONLY });
    this.addIndex('byDue', { partition: 'due', sort: 'dueAt', projection: ProjectionType.KEYS_ONLY });
    this.addIndex('byList', { partition: 'list', sort: 'rank', projection: ProjectionType.ALL });
    // Only what a resident's own list shows: a move that changes none of it is not written twice.
    this.addIndex('byAsker', { partition: 'asker', sort: 'openedAt', projection: ['reference', 'service', 'stage', 'actBy'] });
    // Open cases of things that lie about: what a page says of one to somebody who may have seen the same, and no more.
    this.addIndex('byPlace', { partition: 'place', sort: 'openedAt', projection: ['reference', 'lat', 'lon', 'by', 'counted'] });
    if (!this.table.tableStreamArn) throw new Error('the table has no stream');
    this.streamArn = this.table.tableStreamArn;
  }

  /** Lets a role do these to the table's items. The indexes are not included. */
  allow(...actions: TableAction[]): PolicyStatement {
    return new PolicyStatement({ actions: actions.map((action) => `dynamodb:${action}`), resources: [this.table.tableArn] });
  }

  /** Lets a role query one index. */
  allowIndex(index: IndexName): PolicyStatement {
    return new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${this.table.tableArn}/index/${index}`] });
  }

  private addIndex(indexName: IndexName, of: { partition: string; sort: string; projection: ProjectionType | string[] }): void {
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(of.partition),
      sortKey: text(of.sort),
      ...(Array.isArray(of.projection)
        ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: of.projection }
        : { projectionType: of.projection }),
    });
  }
}
