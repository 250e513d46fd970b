import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

const contentSecurityPolicy = (uploadTo: readonly string[]) =>
  [
    "default-src 'self'",
    "base-uri 'none'",
    ["connect-src 'self'", ...uploadTo].join(' '),
    ["form-action 'self'", ...uploadTo].join(' '),
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "object-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
  ].join('; ');

/**
 * What every answer tells the browser: our own scripts and styles only and none inline, no framing, no address given away.
 * @param uploadTo where the buckets are that a form or a script of ours may send a file to
 */
export function securityHeaders(scope: Construct, id: string, { uploadTo }: { uploadTo: readonly string[] }): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(uploadTo), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      // Our own pages still learn where a form was sent from; other sites learn nothing of a link's token.
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
        { header: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=(), payment=()', override: true },
      ],
    },
  });
}
