import { createRequire } from 'node:module';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type Built, built as builtHere } from './build/built.ts';
import type { Foundation } from './constructs/front-door-function.ts';
import { bucketUrl } from './constructs/private-bucket.ts';
import { DataStack } from './stacks/data.ts';
import { DocumentsStack } from './stacks/documents.ts';
import { EdgeStack } from './stacks/edge.ts';
import { KeepingStack } from './stacks/keeping.ts';
import { MessagingStack } from './stacks/messaging.ts';
import { OperationsStack } from './stacks/operations.ts';
import { PaymentsStack } from './stacks/payments.ts';
import { PortalStack } from './stacks/portal.ts';
import { ReportingStack } from './stacks/reporting.ts';
import { ShieldStack } from './stacks/shield.ts';
import { type Stage, stageNamed } from './stages.ts';

export interface FrontDoorOptions {
  /** Stage, where the command line names none (`-c stage=`). */
  stage?: string;
  /** Settings as `-c name=value` would give them; see `stageNamed`. */
  context?: Record<string, string>;
  /** Folder of the templates. Else `CDK_OUTDIR`, else a temporary folder. */
  outdir?: string;
  built?: Built;
}

const recommended: Record<string, unknown> = createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json');

/** Here and not in `cdk.json`, which is read by the CLI alone: synthesis is the same with it and without. */
const flags = {
  ...recommended,
  // Otherwise a reference between stacks becomes Fn::GetStackOutput, which lets what is in use be deleted.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:validateAgainstDefaultRules': true,
};

/** The app with all its stacks. `synth()` it; findings of either gate make it fail, unless `CDK_VALIDATION=false`. */
export function createFrontDoor({ stage: stageName, context = {}, outdir, built = builtHere }: FrontDoorOptions = {}): App {
  const app = new App({ context: { ...flags, ...context }, autoSynth: false, ...(outdir && { outdir }) });
  const given = (name: string): string | undefined => app.node.tryGetContext(name);
  const stage = stageNamed(given('stage') ?? stageName ?? process.env.FRONT_DOOR_STAGE ?? 'sandbox', given);
  addStacks(app, stage, built);
  Tags.of(app).add('service', 'front-door');
  Tags.of(app).add('stage', stage.name);
  if (process.env.CDK_VALIDATION !== 'false') Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

function addStacks(app: App, stage: Stage, built: Built): void {
  const named = (name: string) => ({
    stackName: `front-door-${stage.name}-${name}`,
    env: { region: name === 'shield' ? 'us-east-1' : 'eu-west-2' },
    terminationProtection: stage.name === 'production',
  });
  const data = new DataStack(app, 'Data', { ...named('data'), description: 'Front door: what is kept', origin: stage.baseUrl });
  const { key, table, evidence, keySecret, originSecret, payKey, paySigningSecret, osKey } = data;
  const { alarmTopic } = new OperationsStack(app, 'Operations', {
    ...named('operations'),
    description: 'Front door: whom alarms tell',
    key,
    table,
    alarmEmails: stage.alarmEmails,
  });
  const foundation: Foundation = { stage, built, key, table, keySecret, alarmTopic };
  new MessagingStack(app, 'Messaging', { ...named('messaging'), description: 'Front door: texts both ways', foundation });
  const { imports, importQueue } = new DocumentsStack(app, 'Documents', {
    ...named('documents'),
    description: 'Front door: files that come in',
    foundation,
    evidence,
  });
  new KeepingStack(app, 'Keeping', { ...named('keeping'), description: 'Front door: how long what is kept is kept', foundation, evidence });
  const { api } = new PortalStack(app, 'Portal', {
    ...named('portal'),
    description: 'Front door: pages, console, API',
    foundation,
    originSecret,
    evidence,
    imports,
    importQueue,
    payKey,
    osKey,
  });
  new PaymentsStack(app, 'Payments', {
    ...named('payments'),
    description: 'Front door: what came of payments',
    foundation,
    api,
    originSecret,
    payKey,
    paySigningSecret,
  });
  new ReportingStack(app, 'Reporting', {
    ...named('reporting'),
    description: 'Front door: the quarter page',
    foundation,
    api,
    originSecret,
  });
  const { webAclArn, certificate } = new ShieldStack(app, 'Shield', {
    ...named('shield'),
    description: 'Front door: firewall and certificate, in the region CloudFront takes them from',
    crossRegionReferences: true,
    domain: stage.domain,
  });
  new EdgeStack(app, 'Edge', {
    ...named('edge'),
    description: 'Front door: the distribution',
    crossRegionReferences: true,
    domain: stage.domain,
    api,
    originSecret,
    key,
    webAclArn,
    certificate,
    uploadTo: [evidence, imports].map((bucket) => bucketUrl(bucket, stage)),
    payAt: stage.payments.pages,
    mapAt: stage.council.map?.tiles,
    assets: built.assets,
  });
}
