import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SNSClient } from '@aws-sdk/client-sns';
import { afterEach, describe, expect, it } from 'vitest';
import { createSnsGateway, snsClientSettings } from '../../../shared/adapters/sns/sns-gateway.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const accept: Answer = (response) =>
  response.end(
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>',
  );
const fail =
  (status: number, code: string): Answer =>
  (response) => {
    response.statusCode = status;
    response.end(
      `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
    );
  };

const running: (() => void)[] = [];
afterEach(() => {
  for (const stop of running.splice(0)) stop();
});

/** A carrier's end that answers as told, once its whole request is in: by then it may have sent the text. */
async function setup(answer: Answer) {
  const requests: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push(new URLSearchParams(body));
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  running.push(stop);
  const client = new SNSClient({
    ...snsClientSettings,
    requestHandler: { ...snsClientSettings.requestHandler, requestTimeout: 300 },
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const gateway = createSnsGateway({ client, originationNumber: '+447700900999' });
  return { send: () => gateway.send({ to: '+447700900123', body: 'Northwick Council: hello' }), requests, stop };
}

describe('the SNS gateway', () => {
  it('publishes to the number from the council’s own, as a transactional text', async () => {
    const { send, requests } = await setup(accept);
    expect(await send()).toEqual({ kind: 'accepted', messageId: 'm-1' });
    const [sent] = requests;
    expect([sent?.get('Action'), sent?.get('PhoneNumber'), sent?.get('Message')]).toEqual([
      'Publish',
      '+447700900123',
      'Northwick Council: hello',
    ]);
    const attributes = [...(sent ?? [])].filter(([name]) => /Name$|StringValue$/.test(name)).map(([, value]) => value);
    expect(attributes).toEqual(['AWS.SNS.SMS.SMSType', 'Transactional', 'AWS.MM.SMS.OriginationNumber', '+447700900999']);
  });

  it.each([
    ['a throttle', fail(429, 'Throttled'), { kind: 'refused', again: true, because: 'ThrottledException' }],
    ['a throttle with a 400', fail(400, 'Throttling'), { kind: 'refused', again: true, because: 'Throttling' }],
    ['a missing permission', fail(403, 'AuthorizationError'), { kind: 'refused', again: true, because: 'AuthorizationErrorException' }],
    ['a number that will never do', fail(400, 'InvalidParameter'), { kind: 'refused', again: false, because: 'InvalidParameterException' }],
    ['an error of its own', fail(500, 'InternalError'), { kind: 'unknown', because: 'InternalErrorException' }],
    ['being unavailable', fail(503, 'ServiceUnavailable'), { kind: 'unknown', because: 'ServiceUnavailable' }],
    ['no answer in time', () => {}, { kind: 'unknown', because: 'ETIMEDOUT' }],
    [
      'a reset',
      (_: ServerResponse, request: IncomingMessage) => request.socket.resetAndDestroy(),
      { kind: 'unknown', because: 'ECONNRESET' },
    ],
    [
      'half an answer',
      (response: ServerResponse) => void response.write('<Pub', () => setTimeout(() => response.destroy(), 20)),
      { kind: 'unknown', because: 'ECONNRESET' },
    ],
  ])('tells of %s, and asks once only', async (_, answer, outcome) => {
    const { send, requests } = await setup(answer);
    expect(await send()).toEqual(outcome);
    expect(requests).toHaveLength(1);
  });

  it('knows that a text did not go when nobody listens', async () => {
    const { send, stop } = await setup(accept);
    stop();
    expect(await send()).toEqual({ kind: 'refused', again: true, because: 'ECONNREFUSED' });
  });
});
