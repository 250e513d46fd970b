import * as z from 'zod';
import { compileFilters } from './event-pattern.ts';
import type { FunctionFinder, LambdaFunction } from './functions.ts';
import { isAllowed } from './permissions.ts';
import { cfnBoolean, cfnNumber, type Templates } from './templates.ts';

/** An event source mapping: a function fed from a stream or a queue. */
export interface EventSource {
  id: string;
  kind: 'stream' | 'queue';
  lambda: LambdaFunction;
  sourceArn: string;
  batchSize: number;
  wants: (event: unknown) => boolean;
  bisect: boolean;
  /** Further attempts after the first; -1 without end. */
  maximumRetries: number;
  /** -1 for as long as the stream keeps them. */
  maximumAgeSeconds: number;
  onFailureArn: string | undefined;
  partialFailures: boolean;
  /** Batches of one stream or queue that run at once. */
  parallel: number;
}

const shape = {
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: cfnBoolean.default(true),
  BatchSize: cfnNumber.optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) }).optional(),
  BisectBatchOnFunctionError: cfnBoolean.default(false),
  MaximumRetryAttempts: cfnNumber.default(-1),
  MaximumRecordAgeInSeconds: cfnNumber.default(-1),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ParallelizationFactor: cfnNumber.default(1),
  ScalingConfig: z.object({ MaximumConcurrency: cfnNumber.optional() }).optional(),
};

/** What Lambda itself does with a source, under the function's role: AWS refuses the mapping without it. */
const needed = {
  stream: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
  queue: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
};

/** Every enabled event source mapping of the templates. Refuses one whose function may not read its source. */
export function readEventSources(templates: Templates, findFunction: FunctionFinder): EventSource[] {
  return templates.ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => {
    const read = templates.read(resource, shape);
    if (!read.Enabled) return [];
    const kind = /^arn:aws:dynamodb:.*\/stream\//.test(read.EventSourceArn) ? 'stream' : 'queue';
    const lambda = findFunction(read.FunctionName);
    const source: EventSource = {
      id: resource.logicalId,
      kind,
      lambda,
      sourceArn: read.EventSourceArn,
      batchSize: read.BatchSize ?? (kind === 'stream' ? 100 : 10),
      wants: compileFilters((read.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern)),
      bisect: read.BisectBatchOnFunctionError,
      maximumRetries: read.MaximumRetryAttempts,
      maximumAgeSeconds: read.MaximumRecordAgeInSeconds,
      onFailureArn: read.DestinationConfig?.OnFailure?.Destination,
      partialFailures: read.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      parallel: kind === 'stream' ? read.ParallelizationFactor : (read.ScalingConfig?.MaximumConcurrency ?? 2),
    };
    assertMayRead(source);
    return [source];
  });
}

function assertMayRead({ kind, lambda, sourceArn, onFailureArn }: EventSource): void {
  const accesses = [
    ...needed[kind].map((action) => ({ action, resource: sourceArn })),
    ...(onFailureArn ? [{ action: 'sqs:SendMessage', resource: onFailureArn }] : []),
  ];
  const missing = accesses
    .filter((access) => !isAllowed(lambda.statements, access))
    .map(({ action, resource }) => `${action} on ${resource}`);
  if (missing.length > 0) throw new Error(`The role of ${lambda.name} does not allow its event source: ${missing.join(', ')}`);
}

/** Which events of a batch a function says it could not take: their places in `identifiers`, lowest first, or that the whole batch failed. */
export function failedPlaces(json: string | undefined, identifiers: string[]): number[] | 'whole batch' {
  const answer = json === undefined ? null : (JSON.parse(json) as { batchItemFailures?: { itemIdentifier?: unknown }[] | null } | null);
  const failures = answer?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return 'whole batch';
  const places = failures.map((failure) => identifiers.indexOf(String(failure?.itemIdentifier ?? '')));
  // An identifier that Lambda does not know fails the whole batch.
  return places.includes(-1) ? 'whole batch' : places.sort((a, b) => a - b);
}
