import { describe, expect, it } from 'vitest';
import { grantedActions } from '../../support/browser-permissions.ts';
import type { Stage } from './stage.ts';

/** Actions that no call of a function's own shows, each with its reason. */
const EXCEPTIONS: readonly { match: RegExp; because: string }[] = [
  { match: / logs:/, because: 'Lambda writes the log' },
  { match: / sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$/, because: 'Lambda takes messages from the queue' },
  { match: / dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams)$/, because: 'Lambda reads the stream' },
  {
    match: /^sweep (dynamodb:(Get|Put|Update|Delete)Item|sqs:SendMessage)$/,
    because: 'it projects only what was cut short: the kill test',
  },
  { match: /^(check-file|sweep-files) /, because: 'residents send files: the evidence story does' },
  {
    match: /^(portal|console) (s3:(Put|Get)Object|s3:GetObjectVersion)$/,
    because: 'it signs forms and links: the evidence story uses them',
  },
  { match: /^(hear-payment|sweep-payments) /, because: 'somebody pays: the test of paying does' },
  { match: /^(portal|project) dynamodb:DeleteItem$/, because: 'a form is saved, and sent: the test of saved forms does' },
  { match: /^import-claims /, because: 'a back office sends an extract: the import test does' },
  { match: /^(api|console) (dynamodb:(Get|Update)Item|s3:PutObject|sqs:SendMessage)$/, because: 'it begins imports: the import test does' },
  { match: /^forget (dynamodb|s3):/, because: 'a case is erased, its files with it: the test of forgetting does' },
  { match: /^receive-text dynamodb:UpdateItem$/, because: 'it takes back a reminder: the evidence story does' },
  { match: /^console dynamodb:UpdateItem$/, because: 'staff stop and restart texts: the listening story does' },
  { match: /^send-text dynamodb:PutItem$/, because: 'it makes a task where somebody stopped: the listening story does' },
  { match: /^settle-text sqs:SendMessage$/, because: 'Lambda sends there what the function gave up' },
  {
    match: /^release-texts (dynamodb:UpdateItem|sqs:SendMessage)$/,
    because: 'it queues again only what was cut short: the kill test does',
  },
];
/** Operations that IAM knows by the name of another. */
const ACTIONS: Readonly<Record<string, string>> = { SendMessageBatch: 'SendMessage' };

/** What the story used of what the templates allow. */
export function nothingUnused(stage: Stage): void {
  describe('the permissions of the functions', () => {
    it('allowed every call of the story', async () => {
      expect((await stage.door.calls()).filter(({ refused }) => refused)).toEqual([]);
    });

    it('were each used in it, or are an exception with a reason', async () => {
      const used = new Set(
        (await stage.door.calls()).map((call) => `${call.function} ${call.service}:${ACTIONS[call.operation] ?? call.operation}`),
      );
      const unused = (await grantedActions()).filter((action) => !used.has(action) && !EXCEPTIONS.some(({ match }) => match.test(action)));
      expect(unused).toEqual([]);
    });
  });
}
