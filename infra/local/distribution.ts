import * as z from 'zod';
import { type Forwarding, readCachePolicies, readOriginRequestPolicies } from './cloudfront-policies.ts';
import { type HeadersPolicy, readHeadersPolicies } from './response-headers.ts';
import { cfnBoolean, type Templates } from './templates.ts';

export interface Behaviour {
  pattern: string;
  matches(path: string): boolean;
  origin: { host: string; path: string; customHeaders: Record<string, string> };
  allowedMethods: string[];
  compress: boolean;
  forwarding: Forwarding;
  responseHeaders: HeadersPolicy | undefined;
}

const behaviour = z.object({
  PathPattern: z.string().default('*'),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  Compress: cfnBoolean.default(false),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z.array(z.unknown()).default([]),
  LambdaFunctionAssociations: z.array(z.unknown()).default([]),
});

const config = z.object({
  DefaultRootObject: z.string().optional(),
  CustomErrorResponses: z.array(z.object({ ErrorCode: z.coerce.number(), ResponsePagePath: z.string().optional() })).default([]),
  DefaultCacheBehavior: behaviour,
  CacheBehaviors: z.array(behaviour).default([]),
  Origins: z.array(
    z.object({
      Id: z.string(),
      DomainName: z.string(),
      OriginPath: z.string().default(''),
      OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
    }),
  ),
});

/**
 * The behaviours of the one distribution in the templates, in the order they are tried; the default is last.
 * Its caches are not run: every request goes to its origin.
 */
export function readDistribution(templates: Templates): Behaviour[] {
  const [distribution, ...more] = templates.ofType('AWS::CloudFront::Distribution');
  if (!distribution || more.length > 0)
    throw new Error(`The local runner runs one distribution; the templates have ${more.length + (distribution ? 1 : 0)}`);
  const { DistributionConfig } = templates.read(distribution, { DistributionConfig: config });
  if (DistributionConfig.CustomErrorResponses.some(({ ResponsePagePath }) => ResponsePagePath))
    throw new Error('The local runner does not serve custom error pages yet');
  const headers = readHeadersPolicies(templates);
  const cachePolicies = readCachePolicies(templates);
  const requestPolicies = readOriginRequestPolicies(templates);
  const origins = new Map(DistributionConfig.Origins.map((origin) => [origin.Id, origin]));
  return [...DistributionConfig.CacheBehaviors, DistributionConfig.DefaultCacheBehavior].map((read) => {
    const origin = origins.get(read.TargetOriginId);
    if (!origin) throw new Error(`The behaviour ${read.PathPattern} names no origin of its distribution`);
    if (read.FunctionAssociations.length + read.LambdaFunctionAssociations.length > 0)
      throw new Error('The local runner does not run functions at the edge yet');
    return {
      pattern: read.PathPattern,
      matches: matcher(read.PathPattern),
      origin: {
        host: origin.DomainName,
        path: origin.OriginPath,
        customHeaders: Object.fromEntries(
          origin.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), HeaderValue]),
        ),
      },
      allowedMethods: read.AllowedMethods,
      compress: read.Compress && cachePolicies.compresses(read.CachePolicyId),
      forwarding: requestPolicies.forwarding(read.OriginRequestPolicyId, cachePolicies.forwarding(read.CachePolicyId)),
      responseHeaders: read.ResponseHeadersPolicyId === undefined ? undefined : headers(read.ResponseHeadersPolicyId),
    };
  });
}

/** CloudFront's path patterns: `*` is any run of characters, `?` any one, case counts, the first slash may be left out. */
function matcher(pattern: string): (path: string) => boolean {
  const source = pattern
    .replace(/^\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const compiled = new RegExp(`^/?${source}$`);
  return (path) => compiled.test(path);
}
