import * as z from 'zod';
import { cfnBoolean, cfnNumber, type Templates } from './templates.ts';

/** Headers a response headers policy adds: those that override what the origin says, and those that do not. */
export interface HeadersPolicy {
  apply(headers: Record<string, string>): Record<string, string>;
}

const override = { Override: cfnBoolean };
const security = z.object({
  ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string(), ...override }).optional(),
  ContentTypeOptions: z.object(override).optional(),
  FrameOptions: z.object({ FrameOption: z.string(), ...override }).optional(),
  ReferrerPolicy: z.object({ ReferrerPolicy: z.string(), ...override }).optional(),
  StrictTransportSecurity: z
    .object({
      AccessControlMaxAgeSec: cfnNumber,
      IncludeSubdomains: cfnBoolean.default(false),
      Preload: cfnBoolean.default(false),
      ...override,
    })
    .optional(),
  XSSProtection: z.object({ Protection: cfnBoolean, ModeBlock: cfnBoolean.default(false), ...override }).optional(),
});

const policyConfig = z.object({
  SecurityHeadersConfig: security.optional(),
  CustomHeadersConfig: z.object({ Items: z.array(z.object({ Header: z.string(), Value: z.string(), ...override })) }).optional(),
  RemoveHeadersConfig: z.object({ Items: z.array(z.object({ Header: z.string() })) }).optional(),
  CorsConfig: z.undefined('the local runner does not answer for CORS yet').optional(),
});

type Added = { name: string; value: string; override: boolean };

/** The response headers policies of the templates, by id. */
export function readHeadersPolicies(templates: Templates): (id: string) => HeadersPolicy {
  const own = new Map(
    templates.ofType('AWS::CloudFront::ResponseHeadersPolicy').map((resource) => {
      const { ResponseHeadersPolicyConfig } = templates.read(resource, { ResponseHeadersPolicyConfig: policyConfig });
      return [templates.refOf(resource), toPolicy(ResponseHeadersPolicyConfig)] as const;
    }),
  );
  return (id) => {
    const policy = own.get(id);
    if (!policy) throw new Error(`The local runner does not know the response headers policy ${id}`);
    return policy;
  };
}

function toPolicy({ SecurityHeadersConfig, CustomHeadersConfig, RemoveHeadersConfig }: z.infer<typeof policyConfig>): HeadersPolicy {
  const added: Added[] = [
    ...securityHeaders(SecurityHeadersConfig ?? {}),
    ...(CustomHeadersConfig?.Items ?? []).map(({ Header, Value, Override }) => ({
      name: Header.toLowerCase(),
      value: Value,
      override: Override,
    })),
  ];
  const removed = (RemoveHeadersConfig?.Items ?? []).map(({ Header }) => Header.toLowerCase());
  return {
    apply: (headers) => {
      const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !removed.includes(name)));
      for (const { name, value, override: overrides } of added) if (overrides || !(name in kept)) kept[name] = value;
      return kept;
    },
  };
}

function securityHeaders(config: z.infer<typeof security>): Added[] {
  const {
    ContentSecurityPolicy: csp,
    ContentTypeOptions: sniff,
    FrameOptions: frame,
    ReferrerPolicy: referrer,
    StrictTransportSecurity: transport,
    XSSProtection: xss,
  } = config;
  const add = (name: string, value: string, { Override }: { Override: boolean }): Added => ({ name, value, override: Override });
  return [
    ...(csp ? [add('content-security-policy', csp.ContentSecurityPolicy, csp)] : []),
    ...(sniff ? [add('x-content-type-options', 'nosniff', sniff)] : []),
    ...(frame ? [add('x-frame-options', frame.FrameOption, frame)] : []),
    ...(referrer ? [add('referrer-policy', referrer.ReferrerPolicy, referrer)] : []),
    ...(transport
      ? [
          add(
            'strict-transport-security',
            `max-age=${transport.AccessControlMaxAgeSec}${transport.IncludeSubdomains ? '; includeSubDomains' : ''}${transport.Preload ? '; preload' : ''}`,
            transport,
          ),
        ]
      : []),
    ...(xss ? [add('x-xss-protection', xss.Protection ? `1${xss.ModeBlock ? '; mode=block' : ''}` : '0', xss)] : []),
  ];
}
