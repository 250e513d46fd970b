import type { GateAnswer, GateService } from './gate.ts';
import { ACCOUNT, REGION } from './physical-names.ts';

interface Onward {
  method?: string;
  path?: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Sends a call on to fauxqs as it is. */
export function createForward(port: number) {
  return async ({ method = 'POST', path = '/', headers, body }: Onward): Promise<GateAnswer> => {
    const sendsBody = method !== 'GET' && method !== 'HEAD';
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(sendsBody && { body: new Uint8Array(body) }) });
    const answered = Object.fromEntries(response.headers);
    for (const name of ['content-length', 'connection', 'keep-alive', 'transfer-encoding']) delete answered[name];
    return { status: response.status, headers: answered, body: Buffer.from(await response.arrayBuffer()) };
  };
}

type Forward = ReturnType<typeof createForward>;

/** What IAM calls the batch operations. */
const singular: Record<string, string> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** SQS behind the gate. */
export function createSqsGate(forward: Forward): GateService {
  return {
    refuse: (code, message) => ({
      status: 403,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-query-error': `${code.replace('Exception', '')};Sender` },
      body: JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message }),
    }),
    prepare: ({ headers, body }) => {
      const target = String(headers['x-amz-target'] ?? '');
      const operation = target.split('.')[1] ?? '';
      const { QueueUrl = '', QueueName } = JSON.parse(body.toString('utf8') || '{}') as { QueueUrl?: string; QueueName?: string };
      const name = QueueName ?? QueueUrl.split('/').pop() ?? '';
      return {
        operation,
        accesses: [{ action: `sqs:${singular[operation] ?? operation}`, resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}` }],
        run: () =>
          forward({
            headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, authorization: headers.authorization ?? '' },
            body,
          }),
      };
    },
  };
}
