import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import type { LambdaFunction } from './functions.ts';
import { parseFileForm } from './multipart.ts';
import type { ObjectStore } from './object-store.ts';
import { isAllowed, refusal } from './permissions.ts';
import { refusalOf } from './post-policy.ts';
import { describedObject, postResponse, s3Error } from './s3-answers.ts';
import { expectedSignature, parseCredential, parseSigningTime, presignedText } from './s3-signature.ts';
import { cfnNumber, type Templates } from './templates.ts';

/** Where browsers reach the buckets. In AWS each has a host of its own; the stage's settings say which it is. */
export const S3_PATH = '/_local/s3';
/** Nothing larger is kept in memory; S3 itself takes five gigabytes. In bytes. */
const LARGEST_FORM = 80 * 1024 * 1024;

interface Settings {
  templates: Templates;
  objects: ObjectStore;
  clock: Clock;
  /** The function behind an access key, and the key's secret. */
  signerOf: (accessKey: string) => { lambda: LambdaFunction; secret: string } | undefined;
  say: (line: string) => void;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

export type S3Front = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** S3 as browsers meet it: forms that upload, checked against their policy, links that show, and CORS, as the templates have it. */
export function createS3Front(settings: Settings): S3Front {
  const allowedBy = readCors(settings.templates);
  return async (request, response) => {
    const address = new URL((request.url ?? '/').slice(S3_PATH.length), 'http://s3.localhost');
    const [, bucket = '', ...rest] = decodeURIComponent(address.pathname).split('/');
    const cors = allowedBy(bucket, request);
    const send = ({ status, headers, body }: Answer): void => {
      response.writeHead(status, { ...headers, ...cors, 'content-length': headers['content-length'] ?? String(Buffer.byteLength(body)) });
      response.end(body);
    };
    if (!settings.objects.has(bucket)) return send(s3Error(404, 'NoSuchBucket', 'The specified bucket does not exist'));
    if (request.method === 'OPTIONS')
      return send(
        cors ? { status: 200, headers: {}, body: '' } : s3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.'),
      );
    if (request.method === 'POST' && rest.join('/') === '') return send(await upload(settings, bucket, request));
    if (request.method === 'GET' || request.method === 'HEAD')
      return send(show(settings, { bucket, key: rest.join('/'), address }, request));
    return send(s3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.'));
  };
}

async function upload({ objects, clock, signerOf, say }: Settings, bucket: string, request: IncomingMessage): Promise<Answer> {
  const body = await readBody(request);
  if (!body)
    return s3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', { MaxSizeAllowed: LARGEST_FORM });
  const form = parseFileForm(request.headers['content-type'] ?? '', body);
  if (!form) return s3Error(412, 'PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data');
  const refused = refusalOf(form, { bucket, now: clock.now(), secretOf: (accessKey) => signerOf(accessKey)?.secret });
  if (refused) return s3Error(refused.status, refused.code, refused.message, refused.details);
  const { fields, file = Buffer.alloc(0) } = form;
  const key = fields.get('key') ?? '';
  const signer = signerOf(parseCredential(fields.get('x-amz-credential') ?? '')?.accessKey ?? '');
  const access = { action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/${key}` };
  if (!signer || !isAllowed(signer.lambda.statements, access)) {
    if (signer)
      say(`  Refused: a form that ${signer.lambda.name} signed may not ${access.action}: its role in the template does not allow it`);
    return s3Error(
      403,
      'AccessDenied',
      signer ? refusal({ role: signer.lambda.role, name: signer.lambda.physicalName }, access) : 'Access Denied',
    );
  }
  const metadata = Object.fromEntries(
    [...fields].flatMap(([name, value]) => (name.startsWith('x-amz-meta-') ? [[name.slice('x-amz-meta-'.length), value]] : [])),
  );
  const contentType = fields.get('content-type') ?? 'binary/octet-stream';
  const object = objects.put({ bucket, key, contentType, metadata, via: 'Post' }, file);
  const known = { etag: object.etag, 'x-amz-version-id': object.versionId };
  const returnTo = fields.get('success_action_redirect') ?? '';
  if (URL.canParse(returnTo)) {
    const location = new URL(returnTo);
    for (const [name, value] of Object.entries({ bucket, key, etag: object.etag })) location.searchParams.append(name, value);
    return { status: 303, headers: { ...known, location: location.href }, body: '' };
  }
  const status = fields.get('success_action_status');
  if (status === '201') return { status: 201, headers: { ...known, 'content-type': 'application/xml' }, body: postResponse(object) };
  return { status: status === '200' ? 200 : 204, headers: known, body: '' };
}

type Asked = { bucket: string; key: string; address: URL };

function show({ objects, clock, signerOf }: Settings, { bucket, key, address }: Asked, request: IncomingMessage): Answer {
  const query = address.searchParams;
  const scope = parseCredential(query.get('X-Amz-Credential') ?? '');
  const signer = scope && signerOf(scope.accessKey);
  if (!scope || !signer) return s3Error(403, 'AccessDenied', 'Access Denied');
  const path = (request.url ?? '').split('?')[0] ?? '';
  const text = presignedText(request.method ?? 'GET', path, query, request.headers.host ?? '');
  if (query.get('X-Amz-Signature') !== expectedSignature(signer.secret, scope, text))
    return s3Error(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.');
  const until = parseSigningTime(query.get('X-Amz-Date') ?? '') + Number(query.get('X-Amz-Expires')) * 1000;
  if (!(clock.now() < until)) return s3Error(403, 'AccessDenied', 'Request has expired');
  const versionId = query.get('versionId') ?? undefined;
  const access = { action: versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', resource: `arn:aws:s3:::${bucket}/${key}` };
  const found = isAllowed(signer.lambda.statements, access) ? objects.find(bucket, key, versionId) : undefined;
  if (!found) return s3Error(403, 'AccessDenied', 'Access Denied');
  const overridden = [...query].flatMap(([name, value]) => (name.startsWith('response-') ? [[name.slice('response-'.length), value]] : []));
  return { status: 200, headers: { ...describedObject(found), ...Object.fromEntries(overridden) }, body: objects.read(found) };
}

/** The whole body; undefined, once all of it came, when it is too large to keep. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= LARGEST_FORM) chunks.push(chunk);
  }
  return length <= LARGEST_FORM ? Buffer.concat(chunks) : undefined;
}

const corsRules = z.object({
  CorsRules: z.array(
    z.object({
      AllowedOrigins: z.array(z.string()),
      AllowedMethods: z.array(z.string()),
      AllowedHeaders: z.array(z.string()).default([]),
      ExposedHeaders: z.array(z.string()).default([]),
      MaxAge: cfnNumber.optional(),
    }),
  ),
});

/** The headers that a bucket's own rules let another site's script see; undefined where none does. */
function readCors(templates: Templates) {
  const rules = new Map(
    templates.ofType('AWS::S3::Bucket').map((bucket) => {
      const { CorsConfiguration } = templates.read(bucket, { CorsConfiguration: corsRules.optional() });
      return [templates.refOf(bucket), CorsConfiguration?.CorsRules ?? []] as const;
    }),
  );
  return (bucket: string, { method, headers }: IncomingMessage): Record<string, string> | undefined => {
    const origin = headers.origin ?? '';
    const wanted = method === 'OPTIONS' ? headers['access-control-request-method'] : method;
    const rule = (rules.get(bucket) ?? []).find(
      ({ AllowedOrigins, AllowedMethods }) =>
        (AllowedOrigins.includes('*') || AllowedOrigins.includes(origin)) && AllowedMethods.includes(wanted ?? ''),
    );
    if (!rule || origin === '') return undefined;
    const asked = headers['access-control-request-headers'];
    return {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': rule.AllowedMethods.join(', '),
      ...(asked && rule.AllowedHeaders.includes('*') && { 'access-control-allow-headers': asked }),
      ...(rule.ExposedHeaders.length > 0 && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
      ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    };
  };
}
