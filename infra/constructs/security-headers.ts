import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/**
 * Where our pages lead besides to themselves: the buckets that a form or a script of ours may send a file to, where one pays, and
 * whose squares of a map are shown.
 */
type Leaving = { uploadTo: readonly string[]; payAt: string; mapAt: string | undefined };

const contentSecurityPolicy = ({ uploadTo, payAt, mapAt }: Leaving) =>
  [
    "default-src 'self'",
    "base-uri 'none'",
    ["connect-src 'self'", ...uploadTo].join(' '),
    ["form-action 'self'", ...uploadTo, payAt].join(' '),
    "frame-ancestors 'none'",
    ["img-src 'self' data:", ...(mapAt ? [new URL(mapAt).origin] : [])].join(' '),
    "object-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
  ].join('; ');

/**
 * What every answer tells the browser: our own scripts and styles only and none inline, no framing, no address given away.
 * Where somebody is, a page of ours may ask them, and the browser asks first.
 */
export function securityHeaders(scope: Construct, id: string, leaving: Leaving): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(leaving), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      // Our own pages still learn where a form was sent from; other sites learn nothing of a link's token.
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
        { header: 'permissions-policy', value: 'camera=(), geolocation=(self), microphone=(), payment=()', override: true },
      ],
    },
  });
}
