import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CfnResource, type Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anApp, synthesise } from './synthesised.ts';

interface Acknowledged {
  path: string;
  id: string;
  reason: string;
}

function acknowledgements(root: IConstruct): Acknowledged[] {
  return root.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string | { reason: string }>).map(([id, reason]) => ({
          path: node.path,
          id: id.replace(/^annotation::/i, ''),
          reason: JSON.stringify(reason),
        })),
      ),
  );
}

/** Those of the app's acknowledgements that no finding asks for. */
function stale(app: App): Acknowledged[] {
  const checks = new AwsSolutionsChecks(app);
  // The pack leaves acknowledged findings out of its report; here they are what we look for.
  Object.assign(checks, { isAcknowledged: () => false });
  const findings = checks
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ ruleName, constructPath })),
    );
  return acknowledgements(app).filter(
    ({ path, id }) => !findings.some(({ ruleName, constructPath }) => ruleName === id && `${constructPath}/`.startsWith(`${path}/`)),
  );
}

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

describe.each([
  ['local', {}],
  ['local', { carrier: 'notify' }],
  ['sandbox', {}],
  ['production', {}],
])('stage %s with %o', (stage, context: Record<string, string>) => {
  const { app, outdir } = synthesise(stage, { context, gates: true });

  it('passes the library’s validation and the AwsSolutions pack', () => {
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    expect(pluginReports.flatMap(({ violations }: { violations: unknown[] }) => violations)).toEqual([]);
  });

  it('acknowledges nothing that is not found', () => {
    expect(stale(app)).toEqual([]);
  });

  it('gives each acknowledgement its reason', () => {
    for (const { reason } of acknowledgements(app)) expect(reason.length).toBeGreaterThan(30);
  });
});

describe('a gate', () => {
  it('sees an acknowledgement that no finding asks for', () => {
    const app = anApp('local');
    Validations.of(app.node.findChild('Data')).acknowledge({ id: 'AwsSolutions-IAM5', reason: 'A plain id covers nothing' });
    app.synth();
    expect(stale(app)).toMatchObject([{ path: 'Data', id: 'AwsSolutions-IAM5' }]);
  });

  it('stops a queue without dead letters', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const app = anApp('local');
    new Queue(app.node.findChild('Data'), 'Lost', { enforceSSL: true });
    expect(() => app.synth()).toThrow('AwsSolutions-SQS3');
  });

  it('stops what CloudFormation would refuse', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const app = anApp('local');
    new CfnResource(app.node.findChild('Data') as Stack, 'Wrong', { type: 'AWS::SQS::Queue', properties: { DelaySecond: 3 } });
    expect(() => app.synth()).toThrow('CloudFormation-Validate::F3002');
  });
});
