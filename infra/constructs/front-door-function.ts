import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Built } from '../build/built.ts';
import type { Stage } from '../stages.ts';
import { bundleOf, type FunctionName } from './bundles.ts';
import { CountedLines, type CountedLinesProps } from './counted-lines.ts';
import type { FrontDoorTable } from './front-door-table.ts';
import { alarmPeriod, ImpactAlarm } from './impact-alarm.ts';

/** What every function stands on. */
export interface Foundation {
  stage: Stage;
  built: Built;
  key: IKey;
  table: FrontDoorTable;
  keySecret: ISecret;
  alarmTopic: ITopic;
}

export interface FunctionProps {
  foundation: Foundation;
  name: FunctionName;
  description: string;
  /** All that it may do, besides writing its own log and reading the key. */
  permissions: PolicyStatement[];
  /** What it costs people when this function fails, once or for as long as it lasts. */
  impact: string;
  environment?: Record<string, string>;
  timeout?: Duration;
  /** More memory is more processor: a page is worth 1024, work nobody waits for 512. In MiB. */
  memoryMib?: number;
  /** For work that signs nothing and writes to nobody: it is not told of the council, nor given the key. */
  tableOnly?: boolean;
  /** One at a time, for work that must not overlap itself. */
  single?: boolean;
}

/** How long a function's log is kept: long enough to look into a complaint about the last quarter. */
export const logRetention = RetentionDays.THREE_MONTHS;

/** Lets a role read a secret. */
export function readSecret(secret: ISecret): PolicyStatement {
  return new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] });
}

/**
 * One Lambda with a role, a log and an alarm of its own, which rings when a run fails and when one catches an error and logs it:
 * pages and queues answer for themselves, and Lambda sees no error. The role has one inline policy, so that all a function may do
 * stands in one place of the template; the library's grants are not used, for they give more than is asked.
 */
export class FrontDoorFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;
  private readonly access = new PolicyDocument();

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    const {
      foundation,
      name,
      permissions,
      impact,
      environment,
      timeout = Duration.seconds(30),
      memoryMib = 512,
      tableOnly,
      single,
    } = props;
    const { stage, key, table, keySecret, alarmTopic } = foundation;

    this.logGroup = new LogGroup(this, 'Log', { retention: logRetention, encryptionKey: key, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { access: this.access },
    });
    this.allow(
      ...permissions,
      ...(tableOnly ? [] : [readSecret(keySecret)]),
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [this.logGroup.logGroupArn] }),
    );
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: bundleOf(foundation.built, name),
      handler: 'index.handler',
      role,
      logGroup: this.logGroup,
      timeout,
      memorySize: memoryMib,
      ...(single && stage.reserveConcurrency && { reservedConcurrentExecutions: 1 }),
      environment: {
        TABLE_NAME: table.table.tableName,
        ...(!tableOnly && { KEY_SECRET_ARN: keySecret.secretArn, COUNCIL: JSON.stringify(stage.council), BASE_URL: stage.baseUrl }),
        ...environment,
      },
    });
    new ImpactAlarm(this, 'Failing', {
      impact,
      metric: new MathExpression({
        expression: 'FILL(thrown, 0) + FILL(logged, 0)',
        label: `Failures of ${name}`,
        usingMetrics: {
          thrown: this.lambda.metricErrors({ period: alarmPeriod }),
          logged: this.countLines('ErrorLines', {
            pattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
            metricName: `${name} errors`,
          }),
        },
        period: alarmPeriod,
      }),
      threshold: 1,
      topic: alarmTopic,
    });
  }

  /** How many lines of its log meet a pattern, in the period of an alarm. */
  countLines(id: string, lines: Pick<CountedLinesProps, 'pattern' | 'metricName' | 'value'>): Metric {
    return new CountedLines(this, id, { ...lines, logGroup: this.logGroup, period: alarmPeriod }).metric;
  }

  /** Adds to what the function may do. */
  allow(...statements: PolicyStatement[]): void {
    this.access.addStatements(...statements);
  }
}
