import type { GateAnswer, GateRequest, GateService } from './gate.ts';
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

const objectActions: Record<string, string> = {
  GET: 'GetObject',
  HEAD: 'GetObject',
  PUT: 'PutObject',
  POST: 'PutObject',
  DELETE: 'DeleteObject',
};

/** S3 behind the gate, by paths of the form `/bucket/key`. */
export function createS3Gate(forward: Forward): GateService {
  return {
    refuse: (code, message) => ({
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code === 'AccessDeniedException' ? 'AccessDenied' : 'InvalidAccessKeyId'}</Code><Message>${message}</Message></Error>`,
    }),
    prepare: ({ method, path, headers, body }: GateRequest) => {
      const [, bucket = '', ...key] = decodeURIComponent(path.split('?')[0] ?? '').split('/');
      const onObject = key.join('/') !== '';
      const operation = onObject ? (objectActions[method] ?? method) : 'ListBucket';
      const onward = Object.fromEntries(
        Object.entries(headers).filter(
          ([name, value]) => typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name),
        ),
      );
      return {
        operation,
        accesses: [{ action: `s3:${operation}`, resource: `arn:aws:s3:::${bucket}${onObject ? `/${key.join('/')}` : ''}` }],
        run: () => forward({ method, path, headers: onward as Record<string, string>, body }),
      };
    },
  };
}
