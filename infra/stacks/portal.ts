import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { teamsOnOffer } from '../constructs/bundles.ts';
import { type Foundation, logRetention, readSecret } from '../constructs/front-door-function.ts';
import { alarmPeriod, ImpactAlarm } from '../constructs/impact-alarm.ts';
import { bucketUrl, letUseObjects } from '../constructs/private-bucket.ts';
import { StaffDirectory } from '../constructs/staff-directory.ts';
import { WebFunction } from '../constructs/web-function.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';

export interface PortalProps extends StackProps {
  foundation: Foundation;
  originSecret: ISecret;
  /** What residents send, and what back offices do. */
  evidence: Bucket;
  imports: Bucket;
  /** Where an import is put that somebody said yes to. */
  importQueue: WorkQueue;
  /** To the account that residents pay into. */
  payKey: ISecret;
  /** To the addresses of Ordnance Survey. */
  osKey: ISecret;
}

interface Issuer {
  issuer: string;
  consoleClientId: string;
  apiAudience: string[];
}

/** What people and machines come to: the residents' pages, the officers' console and the API, behind one HTTP API. */
export class PortalStack extends Stack {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, given: PortalProps) {
    const { foundation, originSecret, evidence, imports, importQueue, payKey, osKey, ...props } = given;
    super(scope, id, props);
    const { table } = foundation;
    const issuer = this.issuer(foundation);
    this.api = this.httpApi(foundation);
    const common = { foundation, api: this.api, originSecret };
    const { stage } = foundation;
    const extracts = {
      IMPORTS_BUCKET: imports.bucketName,
      IMPORTS_URL: bucketUrl(imports, stage),
      IMPORTS_QUEUE_URL: importQueue.queue.queueUrl,
    };
    const files = { EVIDENCE_BUCKET: evidence.bucketName, EVIDENCE_URL: bucketUrl(evidence, stage) };
    const portal = new WebFunction(this, 'Portal', {
      ...common,
      name: 'portal',
      description: 'The pages of residents',
      permissions: [
        table.allow('GetItem', 'PutItem', 'UpdateItem', 'Query', 'DeleteItem'),
        table.allowIndex('byAsker'),
        table.allowIndex('byPlace'),
        readSecret(payKey),
        readSecret(osKey),
      ],
      environment: {
        ...files,
        PAY_URL: stage.payments.url,
        PAY_KEY_SECRET_ARN: payKey.secretArn,
        OS_URL: stage.addresses.url,
        OS_KEY_SECRET_ARN: osKey.secretArn,
      },
      routes: ['default'],
      openBecause: 'Residents do not sign in. What is theirs is shown against a session, a code or a link.',
      impact:
        'A resident was shown an error page. While this lasts, residents cannot ask for a service, look up a case or rate one, and telephone instead.',
    });
    // A form that uploads may do what its signer may.
    letUseObjects(portal, evidence, { may: ['PutObject'], under: 'arriving/' });
    const console = new WebFunction(this, 'Console', {
      ...common,
      name: 'console',
      description: 'The pages of officers and advisers',
      permissions: [
        table.allow('GetItem', 'PutItem', 'Query', 'UpdateItem'),
        table.allowIndex('byList'),
        table.allowIndex('byAsker'),
        importQueue.allowSend(),
      ],
      environment: {
        OIDC_ISSUER: issuer.issuer,
        OIDC_CLIENT_ID: issuer.consoleClientId,
        PENCE_PER_PART: String(stage.texts.pencePerPart),
        ...files,
        ...extracts,
      },
      routes: [
        { method: 'ANY', path: '/console' },
        { method: 'ANY', path: '/console/{proxy+}' },
      ],
      openBecause: 'A browser sends a session cookie, not a token: the function sends staff without one to sign in.',
      impact: 'A member of staff was shown an error page. While this lasts, cases are not worked and contacts are not logged.',
    });
    letUseObjects(console, evidence, { may: ['GetObject', 'GetObjectVersion'], under: 'evidence/' });
    letUseObjects(console, imports, { may: ['PutObject'], under: 'arriving/' });
    const forOthers = new WebFunction(this, 'Api', {
      ...common,
      name: 'api',
      description: 'The JSON API of other systems',
      permissions: [table.allow('GetItem', 'PutItem', 'Query', 'UpdateItem'), importQueue.allowSend()],
      environment: {
        ...extracts,
        BASELINE: foundation.stage.baseline,
        API_ISSUER: issuer.issuer,
        API_AUDIENCE: this.toJsonString(issuer.apiAudience),
      },
      routes: [{ method: 'ANY', path: '/api/v1/{proxy+}' }],
      openBecause: 'The function checks the token itself, so that a refusal is problem details: an authorizer words its own.',
      impact:
        'A back-office system was answered with an error of ours. While this lasts, stages it moves are not shown, and residents are not told of them.',
    });
    letUseObjects(forOthers, imports, { may: ['PutObject'], under: 'arriving/' });
    this.addApiAlarms(foundation);
    new CfnOutput(this, 'Issuer', { value: issuer.issuer, description: 'Who signs staff and systems in' });
  }

  private issuer({ stage, built }: Foundation): Issuer {
    const { signIn } = stage;
    if (signIn.kind === 'issuer') return signIn;
    const { issuer, consoleClientId, apiClientIds } = new StaffDirectory(this, 'Staff', { stage, signIn, teams: teamsOnOffer(built) });
    // Cognito's machine tokens have no audience. The API then compares their client id.
    return { issuer, consoleClientId, apiAudience: apiClientIds };
  }

  private httpApi({ key }: Foundation): HttpApi {
    const api = new HttpApi(this, 'HttpApi', { description: 'The front door, behind its distribution', createDefaultStage: false });
    const log = new LogGroup(this, 'AccessLog', { retention: logRetention, encryptionKey: key, removalPolicy: RemovalPolicy.DESTROY });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        // The route, never the path: paths hold references and the tokens of links.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: AccessLogField.contextRequestId(),
            time: AccessLogField.contextRequestTimeEpoch(),
            route: '$context.routeKey',
            status: AccessLogField.contextStatus(),
            latencyMs: AccessLogField.contextResponseLatency(),
            // Its type, never its message: messages go in as they are, and a quote in one would break the line.
            error: '$context.error.responseType',
          }),
        ),
      },
    });
    return api;
  }

  private addApiAlarms({ alarmTopic }: Foundation): void {
    new ImpactAlarm(this, 'ErrorPages', {
      impact: 'People are getting error pages. Some requests for services are being lost to the telephone.',
      metric: this.api.metricServerError({ period: alarmPeriod, statistic: 'sum' }),
      threshold: 5,
      topic: alarmTopic,
    });
    new ImpactAlarm(this, 'SlowPages', {
      impact: 'One page in twenty takes three seconds or more. People on poor connections give up and telephone.',
      metric: this.api.metricLatency({ period: alarmPeriod, statistic: 'p95' }),
      threshold: Duration.seconds(3).toMilliseconds(),
      periods: 3,
      topic: alarmTopic,
    });
  }
}
