import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { commitNamed } from '../../shared/store/log-store.ts';
import type { ProjectCommit } from '../../shared/use-cases/project-commit.ts';

const recordSchema = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }) }),
});

/** Projects each commit that was inserted; anything else that reaches it is let pass. */
export function createHandler({ projectCommit }: { projectCommit: ProjectCommit }) {
  return async (record: DynamoDBRecord): Promise<void> => {
    const { eventName, dynamodb } = recordSchema.parse(record);
    const commit = commitNamed({ pk: dynamodb.Keys.pk.S, sk: dynamodb.Keys.sk.S });
    if (eventName === 'INSERT' && commit) await projectCommit(commit.log, commit.sequence);
  };
}
