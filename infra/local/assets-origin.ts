import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import * as z from 'zod';
import type { OriginRequest, OriginResponse } from './api-payload.ts';
import { mediaTypeOf } from './media-types.ts';
import { cfnBoolean, type Templates } from './templates.ts';

export interface BucketOrigin {
  host: string;
  handle(request: OriginRequest): OriginResponse;
}

interface Deployment {
  prefix: string;
  folders: string[];
  exclude: string[];
  metadata: Record<string, string>;
}

/** The buckets that the templates deploy files to, read from the assets themselves as the distribution would read the bucket. */
export function createBucketOrigins(templates: Templates): BucketOrigin[] {
  const deployments = templates.ofType('Custom::CDKBucketDeployment').map((resource) => {
    const read = templates.read(resource, {
      DestinationBucketName: z.string(),
      DestinationBucketKeyPrefix: z.string().default(''),
      SourceObjectKeys: z.array(z.string()),
      Extract: cfnBoolean.default(true),
      Exclude: z.array(z.string()).default([]),
      SystemMetadata: z.record(z.string(), z.string()).default({}),
    });
    const deployment: Deployment = {
      prefix: read.DestinationBucketKeyPrefix.replace(/^\/|\/$/g, ''),
      folders: read.SourceObjectKeys.map((key) => templates.assetFolder(resource, key)),
      exclude: read.Exclude,
      metadata: read.SystemMetadata,
    };
    return { bucket: read.DestinationBucketName, deployment };
  });
  return templates.ofType('AWS::S3::Bucket').map((bucket) => {
    const own = deployments.filter((one) => one.bucket === templates.refOf(bucket)).map(({ deployment }) => deployment);
    return { host: templates.attributeOf(bucket, 'RegionalDomainName'), handle: (request) => serve(own, request) };
  });
}

/** As S3 answers one who may not list the bucket: what is not there is denied. */
const denied: OriginResponse = {
  status: 403,
  headers: { 'content-type': 'application/xml' },
  cookies: [],
  body: Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'),
};

function serve(deployments: Deployment[], { path, headers }: OriginRequest): OriginResponse {
  const key = decodeURI(path).replace(/^\//, '');
  for (const { prefix, folders, exclude, metadata } of deployments) {
    if (prefix && !key.startsWith(`${prefix}/`)) continue;
    const name = prefix ? key.slice(prefix.length + 1) : key;
    const file = exclude.includes(name) ? undefined : folders.map((folder) => fileIn(folder, name)).find((found) => found !== undefined);
    if (file === undefined) continue;
    const body = readFileSync(file);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    const common = { ...metadata, etag, 'last-modified': statSync(file).mtime.toUTCString() };
    if (headers['if-none-match'] === etag) return { status: 304, headers: common, cookies: [], body: Buffer.alloc(0) };
    return { status: 200, headers: { 'content-type': mediaTypeOf(name), ...common }, cookies: [], body };
  }
  return denied;
}

function fileIn(folder: string, name: string): string | undefined {
  const file = resolve(join(folder, name));
  return file.startsWith(resolve(folder) + sep) && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}
