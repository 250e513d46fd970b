import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CacheCookieBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { securityHeaders } from '../constructs/security-headers.ts';
import type { Stage } from '../stages.ts';

export interface EdgeProps extends StackProps {
  domain: Stage['domain'];
  api: IHttpApi;
  originSecret: ISecret;
  key: IKey;
  webAclArn: string;
  certificate: ICertificate | undefined;
  /** Buckets that forms and scripts of our pages may send files to. */
  uploadTo: string[];
  /** Where residents are sent to pay, as an origin. */
  payAt: string;
  /** The address of the squares of a map, where there is one. */
  mapAt: string | undefined;
  /** Folder of hashed assets. */
  assets: string;
}

/** The answers CloudFront would keep ten seconds by itself: a page that failed once must not fail for the next try too. */
const errorsNotKept = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** What stands between the internet and everything else: the distribution, and the bucket of assets behind it. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id, props);
    const { domain, certificate, webAclArn, uploadTo, payAt, mapAt } = props;
    const assets = this.assetsBucket(props);
    const responseHeadersPolicy = securityHeaders(this, 'SecurityHeaders', { uploadTo, payAt, mapAt });
    const origin = this.apiOrigin(props);
    const dynamic = {
      origin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy,
      compress: true,
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'The front door',
      ...(domain &&
        certificate && {
          domainNames: [domain.name],
          certificate,
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      webAclId: webAclArn,
      errorResponses: errorsNotKept.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      defaultBehavior: { ...dynamic, cachePolicy: this.pages() },
      additionalBehaviors: {
        '/api/*': { ...dynamic, cachePolicy: CachePolicy.CACHING_DISABLED },
        '/assets/*': {
          origin: S3BucketOrigin.withOriginAccessControl(assets),
          viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
          cachePolicy: CachePolicy.CACHING_OPTIMIZED,
          responseHeadersPolicy,
          compress: true,
        },
      },
    });
    acknowledge(distribution, 'AwsSolutions-CFR1', 'Residents use the front door from abroad too.');
    acknowledge(
      distribution,
      'AwsSolutions-CFR3',
      'An access log would hold the references and link tokens that stand in paths. The HTTP API logs each request by its route.',
    );
    if (!domain)
      acknowledge(
        distribution,
        'AwsSolutions-CFR4',
        'Without a domain of our own CloudFront serves its own certificate, whose protocol it chooses.',
      );
    if (domain?.hostedZone) this.addRecords(domain.name, domain.hostedZone, distribution);
    new CfnOutput(this, 'DistributionName', {
      value: distribution.distributionDomainName,
      description: 'What the domain’s CNAME or alias points to',
    });
  }

  /** The HTTP API, which refuses what does not bring the secret. CloudFormation fills it in when it deploys: no template holds it. */
  private apiOrigin({ api, originSecret }: EdgeProps): HttpOrigin {
    return new HttpOrigin(`${api.apiId}.execute-api.${this.region}.amazonaws.com`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      readTimeout: Duration.seconds(30),
      customHeaders: { 'x-origin-verify': originSecret.secretValue.unsafeUnwrap() },
    });
  }

  /**
   * Pages are not kept: the functions answer `no-store`, and what says nothing is kept no time. The longest time is one second
   * only because CloudFront compresses nothing where it is none. Cookies and queries are in the key, so that even then nobody
   * could be given another's page.
   */
  private pages(): CachePolicy {
    return new CachePolicy(this, 'Pages', {
      comment: 'Compressed, not kept',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(1),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      cookieBehavior: CacheCookieBehavior.all(),
      queryStringBehavior: CacheQueryStringBehavior.all(),
    });
  }

  private assetsBucket({ assets, key }: EdgeProps): Bucket {
    const bucket = new Bucket(this, 'Assets', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(bucket, 'AwsSolutions-S1', 'It holds stylesheets and scripts that anyone may read.');
    this.deployAssets(bucket, assets, key);
    return bucket;
  }

  private deployAssets(bucket: Bucket, assets: string, key: IKey): void {
    const deployment = new BucketDeployment(this, 'AssetsDeployment', {
      sources: [Source.asset(assets)],
      exclude: ['manifest.json'],
      destinationBucket: bucket,
      destinationKeyPrefix: 'assets',
      // Names hold a hash, so a file never changes. Older ones stay, for pages that are open while we deploy.
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
      prune: false,
      memoryLimit: 256,
      logGroup: new LogGroup(this, 'AssetsDeploymentLog', {
        retention: RetentionDays.ONE_MONTH,
        encryptionKey: key,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    const { handlerRole } = deployment;
    const handler = handlerRole.node.scope ?? handlerRole;
    const library =
      'The library makes this function and its role, which run only while we deploy and reach only the bucket of public assets and the one they come from.';
    for (const id of [
      'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      ...['s3:GetBucket*', 's3:GetObject*', 's3:List*', 's3:Abort*', 's3:DeleteObject*'].map((action) => `IAM5[Action::${action}]`),
      `IAM5[Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${this.region}/*]`,
      `IAM5[Resource::<${this.getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/*]`,
      'L1',
    ]) {
      acknowledge(handler, `AwsSolutions-${id}`, library);
    }
  }

  private addRecords(recordName: string, hostedZone: { id: string; name: string }, distribution: Distribution): void {
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
    new ARecord(this, 'Address', { zone, recordName: `${recordName}.`, target });
    new AaaaRecord(this, 'Address6', { zone, recordName: `${recordName}.`, target });
  }
}
