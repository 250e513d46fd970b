import { Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

export interface ShieldProps extends StackProps {
  domain: Stage['domain'];
}

/**
 * Rules of AWS's common set that only count, with why. A body is what a resident wrote: the functions refuse one too large with a
 * page that says so, and no page shows a person's words unescaped.
 */
const onlyCounted = ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'GenericRFI_BODY', 'GenericLFI_BODY'];

const managed = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesCommonRuleSet'];

/** Requests from one address in five minutes. A library or a contact centre shares one address. */
const requestsPerAddress = 3000;

/** What a distribution takes from us-east-1, where CloudFront looks for it: the firewall, and the domain's certificate. */
export class ShieldStack extends Stack {
  readonly webAclArn: string;
  readonly certificate: ICertificate | undefined;

  constructor(scope: Construct, id: string, { domain, ...props }: ShieldProps) {
    super(scope, id, props);
    this.webAclArn = new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('Firewall'),
      rules: [
        {
          name: 'TooManyRequests',
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { limit: requestsPerAddress, evaluationWindowSec: 300, aggregateKeyType: 'IP' } },
          visibilityConfig: visibility('TooManyRequests'),
        },
        ...managed.map((name, n) => ({
          name,
          priority: n + 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name,
              ...(name === 'AWSManagedRulesCommonRuleSet' && {
                ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
              }),
            },
          },
          visibilityConfig: visibility(name),
        })),
      ],
    }).attrArn;
    this.certificate = domain && this.certificateFor(domain);
  }

  private certificateFor({ name, hostedZone }: NonNullable<ShieldProps['domain']>): ICertificate {
    const zone =
      hostedZone && HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
    return new Certificate(this, 'Certificate', { domainName: name, validation: CertificateValidation.fromDns(zone) });
  }
}

/** Sampled requests would show cookies and the tokens of links to whoever opens the console, so none is kept. */
function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName };
}
