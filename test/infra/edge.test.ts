import { describe, expect, it } from 'vitest';
import { named, ofType, only, synthesise } from './synthesised.ts';

const made = synthesise('production');
const { DistributionConfig: distribution } = only(made, 'AWS::CloudFront::Distribution').Properties;
const behaviours = [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors];
const originOf = ({ TargetOriginId }: { TargetOriginId: string }) =>
  distribution.Origins.find(({ Id }: { Id: string }) => Id === TargetOriginId);

describe('the distribution', () => {
  it('answers on the council’s domain, with its certificate and today’s TLS', () => {
    expect(distribution.Aliases).toEqual(['my.northwick.gov.uk']);
    expect(distribution.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' });
    expect(JSON.stringify(distribution.ViewerCertificate.AcmCertificateArn)).toContain('Certificate');
  });

  it('stands behind the firewall', () => {
    expect(JSON.stringify(distribution.WebACLId)).toContain('FirewallArn');
  });

  it('sends pages and API to the HTTP API and assets to their bucket', () => {
    const origins = behaviours.map((behaviour) => [behaviour.PathPattern, named(made, originOf(behaviour).DomainName)]);
    expect(origins).toEqual([
      [undefined, 'HttpApi.execute-api.eu-west-2.amazonaws.com'],
      ['/api/*', 'HttpApi.execute-api.eu-west-2.amazonaws.com'],
      ['/assets/*', 'Assets.RegionalDomainName'],
    ]);
  });

  it('brings the API the secret, which CloudFormation fills in and no template holds', () => {
    const headers = originOf(distribution.DefaultCacheBehavior).OriginCustomHeaders;
    expect(headers).toHaveLength(1);
    expect(headers[0].HeaderName).toBe('x-origin-verify');
    expect(named(made, headers[0].HeaderValue)).toBe('{{resolve:secretsmanager:OriginVerify:SecretString:::}}');
  });

  it('sends browsers from http to https, compresses, and adds the security headers', () => {
    for (const behaviour of behaviours) {
      expect(behaviour).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https', Compress: true });
      expect(named(made, behaviour.ResponseHeadersPolicyId)).toBe('SecurityHeaders');
    }
  });

  it('compresses pages and keeps none, not even one that failed', () => {
    expect(named(made, distribution.DefaultCacheBehavior.CachePolicyId)).toBe('Pages');
    expect(only(made, 'AWS::CloudFront::CachePolicy').Properties.CachePolicyConfig).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 1,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
        CookiesConfig: { CookieBehavior: 'all' },
        QueryStringsConfig: { QueryStringBehavior: 'all' },
      },
    });
    const kept = distribution.CustomErrorResponses.map(({ ErrorCachingMinTTL }: { ErrorCachingMinTTL: number }) => ErrorCachingMinTTL);
    expect(new Set(kept)).toEqual(new Set([0]));
  });
});

describe('security headers', () => {
  const { SecurityHeadersConfig: headers } = only(made, 'AWS::CloudFront::ResponseHeadersPolicy').Properties.ResponseHeadersPolicyConfig;

  it('let a page run our own scripts and styles, and nothing inline', () => {
    const { ContentSecurityPolicy: policy, Override } = headers.ContentSecurityPolicy;
    const directives = Object.fromEntries(
      named(made, policy)
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    );
    const buckets = 'https://Evidence.RegionalDomainName https://Extracts.RegionalDomainName';
    expect(directives).toEqual({
      'default-src': "'self'",
      'base-uri': "'none'",
      // Files go straight to their buckets, and from a page nowhere else.
      'connect-src': `'self' ${buckets}`,
      // A form that begins a payment is led on to the payment pages: browsers hold its whole way to this.
      'form-action': `'self' ${buckets} https://www.payments.service.gov.uk`,
      'frame-ancestors': "'none'",
      'img-src': "'self' data:",
      'object-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
    });
    expect(Override).toBe(true);
  });

  it('lets a page show squares of the map, from where the settings have them, and ask where somebody is', () => {
    const headersOf = (from: typeof made) => only(from, 'AWS::CloudFront::ResponseHeadersPolicy').Properties.ResponseHeadersPolicyConfig;
    const local = synthesise('local');
    const { ContentSecurityPolicy: policy } = headersOf(local).SecurityHeadersConfig.ContentSecurityPolicy;
    expect(named(local, policy)).toContain("img-src 'self' data: http://tiles.localhost;");
    const { Items } = headersOf(made).CustomHeadersConfig;
    expect(Items.find(({ Header }: { Header: string }) => Header === 'permissions-policy').Value).toContain('geolocation=(self)');
  });

  it('keep to https for a year, do not sniff, do not frame, and give no address away', () => {
    expect(headers).toMatchObject({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 365 * 24 * 60 * 60, IncludeSubdomains: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'same-origin' },
    });
  });
});

describe('assets', () => {
  it('may be kept for ever, and older ones stay for pages that are open', () => {
    expect(only(made, 'Custom::CDKBucketDeployment').Properties).toMatchObject({
      DestinationBucketKeyPrefix: 'assets',
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
  });

  it('can be read by this distribution alone', () => {
    const [reader] = ofType(made, 'AWS::S3::BucketPolicy', 'Edge').flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow'),
    );
    expect(reader).toMatchObject({ Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } });
    expect(JSON.stringify(reader.Condition)).toContain('distribution/');
    expect(ofType(made, 'AWS::CloudFront::OriginAccessControl')).toHaveLength(1);
  });
});

describe('the firewall', () => {
  const { Properties } = only(made, 'AWS::WAFv2::WebACL');

  it('is where CloudFront looks for it', () => {
    expect(Properties.Scope).toBe('CLOUDFRONT');
    expect(ofType(made, 'AWS::WAFv2::WebACL', 'Shield')).toHaveLength(1);
  });

  it('runs AWS’s managed rules and slows one address down', () => {
    expect(Properties.Rules.map(({ Name }: { Name: string }) => Name)).toEqual([
      'TooManyRequests',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
  });

  it('blocks nobody for what they wrote in a form', () => {
    const common = Properties.Rules.find(({ Name }: { Name: string }) => Name === 'AWSManagedRulesCommonRuleSet');
    const counted = common.Statement.ManagedRuleGroupStatement.RuleActionOverrides.map(({ Name }: { Name: string }) => Name);
    expect(counted).toEqual(['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'GenericRFI_BODY', 'GenericLFI_BODY']);
  });

  it('keeps no samples, which would show cookies and tokens', () => {
    expect(JSON.stringify(Properties)).not.toContain('"SampledRequestsEnabled":true');
  });
});

it('needs no domain on a laptop', () => {
  const local = synthesise('local');
  expect(ofType(local, 'AWS::CertificateManager::Certificate')).toEqual([]);
  expect(only(local, 'AWS::CloudFront::Distribution').Properties.DistributionConfig.Aliases).toBeUndefined();
});
