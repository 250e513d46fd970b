import * as z from 'zod';
import { cfnBoolean, cfnNumber, type Templates } from './templates.ts';

/** Which of a viewer's headers, cookies and query parameters reach the origin. */
export interface Forwarding {
  header(name: string): boolean;
  cookie(name: string): boolean;
  query(name: string): boolean;
}

type Chooses = (name: string) => boolean;
const none: Chooses = () => false;
const all: Chooses = () => true;
const nothing: Forwarding = { header: none, cookie: none, query: none };

/** Policies that AWS keeps, by their documented ids. */
const managedCachePolicies: Record<string, { compresses: boolean }> = {
  // CachingDisabled; CachingOptimized; CachingOptimizedForUncompressedObjects
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': { compresses: false },
  '658327ea-f89d-4fab-a63d-7e88639e58f6': { compresses: true },
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': { compresses: false },
};
const managedRequestPolicies: Record<string, Forwarding> = {
  // AllViewer; AllViewerExceptHostHeader
  '216adef6-5c7f-47e4-b989-5492eafa07d3': { header: all, cookie: all, query: all },
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': { header: (name) => name !== 'host', cookie: all, query: all },
};

function chooser(behaviour: string, listed: string[] = []): Chooses {
  const lower = listed.map((name) => name.toLowerCase());
  if (behaviour === 'none') return none;
  if (behaviour === 'all' || behaviour === 'allViewer') return all;
  if (behaviour === 'whitelist') return (name) => lower.includes(name.toLowerCase());
  if (behaviour === 'allExcept') return (name) => !lower.includes(name.toLowerCase());
  throw new Error(`The local runner does not know CloudFront's ${behaviour}`);
}

const cachePolicy = z.object({
  MaxTTL: cfnNumber,
  ParametersInCacheKeyAndForwardedToOrigin: z.object({
    EnableAcceptEncodingBrotli: cfnBoolean.default(false),
    EnableAcceptEncodingGzip: cfnBoolean.default(false),
    CookiesConfig: z.object({ CookieBehavior: z.string(), Cookies: z.array(z.string()).optional() }),
    HeadersConfig: z.object({ HeaderBehavior: z.string(), Headers: z.array(z.string()).optional() }),
    QueryStringsConfig: z.object({ QueryStringBehavior: z.string(), QueryStrings: z.array(z.string()).optional() }),
  }),
});

export interface CachePolicies {
  /** CloudFront compresses only what its cache policy lets it keep, be it for a second, and asks for by Accept-Encoding. */
  compresses(id: string): boolean;
  forwarding(id: string): Forwarding;
}

export function readCachePolicies(templates: Templates): CachePolicies {
  const own = new Map(
    templates.ofType('AWS::CloudFront::CachePolicy').map((resource) => {
      const { CachePolicyConfig } = templates.read(resource, { CachePolicyConfig: cachePolicy });
      const parameters = CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin;
      const { CookiesConfig, HeadersConfig, QueryStringsConfig } = parameters;
      return [
        templates.refOf(resource),
        {
          compresses: CachePolicyConfig.MaxTTL > 0 && (parameters.EnableAcceptEncodingBrotli || parameters.EnableAcceptEncodingGzip),
          forwarding: {
            header: chooser(HeadersConfig.HeaderBehavior, HeadersConfig.Headers),
            cookie: chooser(CookiesConfig.CookieBehavior, CookiesConfig.Cookies),
            query: chooser(QueryStringsConfig.QueryStringBehavior, QueryStringsConfig.QueryStrings),
          },
        },
      ] as const;
    }),
  );
  const unknown = (id: string): never => {
    throw new Error(`The local runner does not know the cache policy ${id}`);
  };
  return {
    compresses: (id) => (own.get(id) ?? managedCachePolicies[id] ?? unknown(id)).compresses,
    forwarding: (id) => own.get(id)?.forwarding ?? (managedCachePolicies[id] ? nothing : unknown(id)),
  };
}

const requestPolicy = z.object({
  CookiesConfig: z.object({ CookieBehavior: z.string(), Cookies: z.array(z.string()).optional() }),
  HeadersConfig: z.object({ HeaderBehavior: z.string(), Headers: z.array(z.string()).optional() }),
  QueryStringsConfig: z.object({ QueryStringBehavior: z.string(), QueryStrings: z.array(z.string()).optional() }),
});

export function readOriginRequestPolicies(templates: Templates) {
  const own = new Map(
    templates.ofType('AWS::CloudFront::OriginRequestPolicy').map((resource): [string, Forwarding] => {
      const { CookiesConfig, HeadersConfig, QueryStringsConfig } = templates.read(resource, {
        OriginRequestPolicyConfig: requestPolicy,
      }).OriginRequestPolicyConfig;
      return [
        templates.refOf(resource),
        {
          header: chooser(HeadersConfig.HeaderBehavior, HeadersConfig.Headers),
          cookie: chooser(CookiesConfig.CookieBehavior, CookiesConfig.Cookies),
          query: chooser(QueryStringsConfig.QueryStringBehavior, QueryStringsConfig.QueryStrings),
        },
      ];
    }),
  );
  return {
    /** What an origin request policy, if there is one, sends beside what the cache policy already does. */
    forwarding: (id: string | undefined, cached: Forwarding): Forwarding => {
      if (id === undefined) return cached;
      const policy = own.get(id) ?? managedRequestPolicies[id];
      if (!policy) throw new Error(`The local runner does not know the origin request policy ${id}`);
      return {
        header: (name) => policy.header(name) || cached.header(name),
        cookie: (name) => policy.cookie(name) || cached.cookie(name),
        query: (name) => policy.query(name) || cached.query(name),
      };
    },
  };
}
