import type { GateAnswer, GateRequest, GateService } from './gate.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { type Access, isAllowed } from './permissions.ts';
import { describedObject, readRange, s3Error } from './s3-answers.ts';

/** Permissions, by method, for the latest of an object and for a version that is named. */
const actions: Record<string, [latest: string, version: string]> = {
  GET: ['GetObject', 'GetObjectVersion'],
  HEAD: ['GetObject', 'GetObjectVersion'],
  PUT: ['PutObject', 'PutObject'],
  DELETE: ['DeleteObject', 'DeleteObjectVersion'],
};
const operations: Record<string, string> = { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' };

/** S3 behind the gate, by paths of the form `/bucket/key`: objects in one piece each, and the versions of one. */
export function createS3Gate(objects: ObjectStore): GateService {
  return {
    refuse: (code, message) => s3Error(403, code === 'AccessDeniedException' ? 'AccessDenied' : 'InvalidAccessKeyId', message),
    prepare: (request) => {
      const { method, path, headers } = request;
      const address = new URL(path, 'http://s3.localhost');
      const [, bucket = '', ...rest] = decodeURIComponent(address.pathname).split('/');
      const key = rest.join('/');
      const resource = `arn:aws:s3:::${bucket}`;
      if (method === 'GET' && key === '' && address.searchParams.has('versions') && objects.has(bucket)) {
        return {
          operation: 'ListObjectVersions',
          accesses: [{ action: 's3:ListBucketVersions', resource }],
          run: async () => versionsOf(objects, bucket, address.searchParams.get('prefix') ?? ''),
        };
      }
      const versionId = address.searchParams.get('versionId') ?? undefined;
      const action = actions[method]?.[versionId === undefined ? 0 : 1];
      const known = action !== undefined && key !== '' && objects.has(bucket) && !headers['x-amz-copy-source'] && !isMultipart(address);
      return {
        operation: operations[method] ?? method,
        accesses: known ? [{ action: `s3:${action}`, resource: `${resource}/${key}` }] : [],
        run: async () => {
          if (!known) return s3Error(501, 'NotImplemented', `The local runner has no ${method} ${path.split('?')[0]}`);
          const mayList = isAllowed(request.caller.lambda.statements, { action: 's3:ListBucket', resource } satisfies Access);
          return answer(objects, request, { bucket, key, versionId, mayList });
        },
      };
    },
  };
}

/** All versions of the one object that a prefix names whole: names of others that begin like it are not looked for. */
function versionsOf(objects: ObjectStore, bucket: string, key: string): GateAnswer {
  const versions = objects.versions(bucket, key).map(({ versionId, deleted }, index) => {
    const kind = deleted ? 'DeleteMarker' : 'Version';
    return `<${kind}><Key>${key}</Key><VersionId>${versionId}</VersionId><IsLatest>${index === 0}</IsLatest></${kind}>`;
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><IsTruncated>false</IsTruncated>${versions.join('')}</ListVersionsResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

const isMultipart = ({ searchParams }: URL) =>
  ['uploads', 'uploadId', 'tagging', 'acl', 'attributes'].some((name) => searchParams.has(name));

type Asked = { bucket: string; key: string; versionId: string | undefined; mayList: boolean };

function answer(objects: ObjectStore, { method, headers, body }: GateRequest, { bucket, key, versionId, mayList }: Asked): GateAnswer {
  const found = objects.find(bucket, key, versionId);
  if (method === 'PUT') {
    if (headers['if-none-match'] === '*' && found) return preconditionFailed;
    const metadata = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        name.startsWith('x-amz-meta-') && typeof value === 'string' ? [[name.slice('x-amz-meta-'.length), value]] : [],
      ),
    );
    const contentType = headers['content-type'] ?? 'binary/octet-stream';
    const { etag, versionId: made } = objects.put({ bucket, key, contentType, metadata, via: 'Put' }, contentOf(headers, body));
    return { status: 200, headers: { etag, 'x-amz-version-id': made }, body: '' };
  }
  if (method === 'DELETE') {
    objects.delete(bucket, key, versionId);
    return { status: 204, headers: {}, body: '' };
  }
  if (!found) {
    if (!mayList) return s3Error(403, 'AccessDenied', 'Access Denied');
    if (versionId !== undefined) return s3Error(404, 'NoSuchVersion', 'The specified version does not exist.');
    return s3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  }
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && ifMatch.replaceAll('"', '') !== found.etag.replaceAll('"', '')) return preconditionFailed;
  return shown(objects, found, method, headers.range);
}

const preconditionFailed = s3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

function shown(objects: ObjectStore, object: StoredObject, method: string, range: string | undefined): GateAnswer {
  if (method === 'HEAD') return { status: 200, headers: { ...describedObject(object), 'content-length': String(object.size) }, body: '' };
  const part = readRange(range, object.size);
  if (part === 'unsatisfiable') return s3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  const content = objects.read(object);
  if (!part) return { status: 200, headers: describedObject(object), body: content };
  const headers = { ...describedObject(object), 'content-range': `bytes ${part.from}-${part.to}/${object.size}` };
  return { status: 206, headers, body: content.subarray(part.from, part.to + 1) };
}

/** A body as it is meant: SDKs that do not know its checksum beforehand send it in chunks, `aws-chunked`, each after its length. */
function contentOf(headers: GateRequest['headers'], body: Buffer): Buffer {
  if (!String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-')) return body;
  const pieces: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (lineEnd < 0 || !(length > 0)) return Buffer.concat(pieces);
    pieces.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
}
