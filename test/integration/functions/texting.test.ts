import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler as createReceiveHandler } from '../../../functions/receive-text/handler.ts';
import { createHandler as createReleaseHandler } from '../../../functions/release-texts/handler.ts';
import { createHandler as createSendHandler } from '../../../functions/send-text/handler.ts';
import { queueEdge } from '../../../shared/edge/queue.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, createTexting, keyOf, MOBILE } from '../../support/texting.ts';

let test: TestTable;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());

function setup() {
  const texting = createTexting(test.table);
  const lines: string[] = [];
  const logger = createLogger('texting', (line) => lines.push(line));
  const event = (...bodies: string[]) => ({
    Records: bodies.map((body, index) => ({ messageId: `sqs-${index}`, body, attributes: { ApproximateReceiveCount: '1' } }) as SQSRecord),
  });
  return {
    ...texting,
    lines,
    event,
    send: queueEdge(createSendHandler({ sendText: texting.sendText, logger }), logger),
    receive: queueEdge(createReceiveHandler({ receiveText: texting.receiveText, logger }), logger),
    release: createReleaseHandler({ releaseTexts: texting.releaseTexts, logger, putMetric: () => {} }),
  };
}

/** As SNS's subscription puts it on a queue: docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
const envelope = (message: object) =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
    TopicArn: 'arn:aws:sns:eu-west-2:123456789012:inbound-sms',
    Subject: null,
    Message: JSON.stringify(message),
    Timestamp: '2026-11-21T12:00:01.999Z',
    SignatureVersion: '1',
    Signature: 'EXAMPLE==',
    SigningCertURL: 'https://sns.eu-west-2.amazonaws.com/SimpleNotificationService-EXAMPLE.pem',
    UnsubscribeURL: 'https://sns.eu-west-2.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=EXAMPLE',
  });
const twoWay = (messageBody: string, inboundMessageId: string, previousPublishedMessageId?: string) => ({
  originationNumber: MOBILE,
  destinationNumber: '+447700900999',
  messageKeyword: 'KEYWORD_447700900999',
  messageBody,
  inboundMessageId,
  ...(previousPublishedMessageId ? { previousPublishedMessageId } : {}),
});

describe('the functions of texting', () => {
  it('carry a text out and its rating in, with nothing of the person in the log', async () => {
    const { texts, release, queue, send, receive, event, published, logs, keyring, lines } = setup();
    await texts.add(aText({ subject: { kind: 'case', id: 'K7MQ2X1' }, personal: { to: MOBILE, body: 'Northwick Council: rate us' } }));
    await release();
    expect(await send(event(...queue.map((key) => JSON.stringify(key))))).toEqual({ batchItemFailures: [] });
    expect(published).toEqual([{ to: MOBILE, body: 'Northwick Council: rate us' }]);

    expect(
      await receive(event(envelope(twoWay('4 - very kind', 'in-1', 'm-1')), envelope(twoWay('4 - very kind', 'in-1', 'm-1')))),
    ).toEqual({ batchItemFailures: [] });
    const commits = await logs.load({ kind: 'handset', id: keyring.handsetId(MOBILE) });
    expect(commits).toMatchObject([{ cause: 'in-1', events: [{ type: 'rated', subject: { kind: 'case', id: 'K7MQ2X1' }, score: 4 }] }]);
    expect(lines).toHaveLength(4);
    expect(lines.join()).not.toMatch(/7700900|very kind|rate us/);
  });

  it('send a message back to its queue when it cannot be read, and deal with the others', async () => {
    const { texts, send, receive, event, published } = setup();
    const due = aText();
    await texts.add(due);
    expect(await send(event('{"pk":"CASE#X","sk":"SUMMARY"}', JSON.stringify(keyOf(due)), 'no'))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'sqs-0' }, { itemIdentifier: 'sqs-2' }],
    });
    expect(published).toHaveLength(1);
    expect(await receive(event(envelope({ not: 'a text' }), envelope(twoWay('hello', 'in-2'))))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'sqs-0' }],
    });
  });
});
