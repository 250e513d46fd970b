import * as z from 'zod';
import type { FileForm } from './multipart.ts';
import { expectedSignature, parseCredential } from './s3-signature.ts';

/** An answer of S3 that refuses: docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export interface S3Refusal {
  status: number;
  code: string;
  message: string;
  details?: Record<string, string | number>;
}

const condition = z.union([
  z.record(z.string(), z.string()),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
  z.tuple([z.literal('content-length-range'), z.coerce.number(), z.coerce.number()]),
]);
const policySchema = z.object({ expiration: z.iso.datetime({ offset: true }), conditions: z.array(condition) });

type Check = { kind: 'eq' | 'starts-with'; field: string; value: string } | { kind: 'size'; min: number; max: number };

/** Fields that no condition need name. */
const free = new Set(['x-amz-signature', 'policy', 'file', 'awsaccesskeyid']);

const denied = (message: string): S3Refusal => ({ status: 403, code: 'AccessDenied', message });

interface Settings {
  bucket: string;
  now: number;
  /** The secret of an access key that some function has. */
  secretOf: (accessKey: string) => string | undefined;
}

/**
 * Checks a form that uploads as S3 does: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html. Who signed it must
 * be known, the signature right, the policy not past, every condition met, and every field covered by one. Undefined when all is well.
 */
export function refusalOf({ fields, file }: FileForm, { bucket, now, secretOf }: Settings): S3Refusal | undefined {
  if (!file) return { status: 400, code: 'InvalidArgument', message: 'POST requires exactly one file upload per request.' };
  const encoded = fields.get('policy');
  const scope = parseCredential(fields.get('x-amz-credential') ?? '');
  if (encoded === undefined || !scope) return denied('Access Denied');
  const secret = secretOf(scope.accessKey);
  if (secret === undefined)
    return { status: 403, code: 'InvalidAccessKeyId', message: 'The AWS Access Key Id you provided does not exist in our records.' };
  if (fields.get('x-amz-signature') !== expectedSignature(secret, scope, encoded)) {
    const message = 'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    return { status: 403, code: 'SignatureDoesNotMatch', message };
  }
  const policy = policySchema.safeParse(parsed(encoded));
  if (!policy.success) return { status: 400, code: 'InvalidPolicyDocument', message: 'Invalid Policy: Invalid JSON.' };
  if (Date.parse(policy.data.expiration) <= now) return denied('Invalid according to Policy: Policy expired.');
  const checks = policy.data.conditions.flatMap(toChecks);
  const given = new Map([...fields, ['bucket', bucket]]);
  return unmet(checks, given) ?? uncovered(checks, fields) ?? wrongSize(checks, file.length);
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function toChecks(one: z.infer<typeof condition>): Check[] {
  if (!Array.isArray(one)) return Object.entries(one).map(([field, value]) => ({ kind: 'eq', field: field.toLowerCase(), value }));
  if (one[0] === 'content-length-range') return [{ kind: 'size', min: one[1], max: one[2] }];
  return [{ kind: one[0], field: one[1].slice(1).toLowerCase(), value: one[2] }];
}

function unmet(checks: Check[], given: Map<string, string>): S3Refusal | undefined {
  for (const check of checks) {
    if (check.kind === 'size') continue;
    const value = given.get(check.field);
    const met = value !== undefined && (check.kind === 'eq' ? value === check.value : value.startsWith(check.value));
    if (!met) {
      const said = JSON.stringify([check.kind, `$${check.field}`, check.value]);
      return denied(`Invalid according to Policy: Policy Condition failed: ${said}`);
    }
  }
  return undefined;
}

function uncovered(checks: Check[], fields: Map<string, string>): S3Refusal | undefined {
  const covered = new Set(checks.flatMap((check) => (check.kind === 'size' ? [] : [check.field])));
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !free.has(name) && !name.startsWith('x-ignore-'));
  return extra.length > 0 ? denied(`Invalid according to Policy: Extra input fields: ${extra.join(', ')}`) : undefined;
}

function wrongSize(checks: Check[], size: number): S3Refusal | undefined {
  for (const check of checks) {
    if (check.kind !== 'size') continue;
    if (size > check.max) {
      const message = 'Your proposed upload exceeds the maximum allowed size';
      return { status: 400, code: 'EntityTooLarge', message, details: { ProposedSize: size, MaxSizeAllowed: check.max } };
    }
    if (size < check.min) {
      const message = 'Your proposed upload is smaller than the minimum allowed size';
      return { status: 400, code: 'EntityTooSmall', message, details: { ProposedSize: size, MinSizeAllowed: check.min } };
    }
  }
  return undefined;
}
