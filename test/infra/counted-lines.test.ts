import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { createHandler as createSendHandler } from '../../functions/send-text/handler.ts';
import { createHandler as createSweepHandler } from '../../functions/sweep/handler.ts';
import { functionNames } from '../../infra/constructs/bundles.ts';
import { type HttpEvent, httpEdge } from '../../shared/edge/http.ts';
import { queueEdge } from '../../shared/edge/queue.ts';
import { streamEdge } from '../../shared/edge/stream.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { named, ofType, only, type Resource, synthesise } from './synthesised.ts';

const made = synthesise('production');
const filters = ofType(made, 'AWS::Logs::MetricFilter').map(({ Properties }) => ({
  log: named(made, Properties.LogGroupName),
  pattern: String(Properties.FilterPattern),
  ...(Properties.MetricTransformations[0] as { MetricNamespace: string; MetricName: string; MetricValue: string; DefaultValue: number }),
}));
const alarmOn = (metricName: string): Resource['Properties'] =>
  only(made, 'AWS::CloudWatch::Alarm', (properties) => JSON.stringify(properties).includes(`"MetricName":"${metricName}"`)).Properties;

/** Whether a line meets a pattern, for the patterns we use: fields that equal a text or exist, with `&&`, `||` and brackets. */
function meets(pattern: string, line: string): boolean {
  const fields = JSON.parse(line) as Record<string, unknown>;
  let left = pattern
    .replace(/^\{(.*)\}$/, '($1)')
    .replace(/\$\.(\w+) = (?:"([^"]*)"|(\*))/g, (_, name: string, text?: string) =>
      String(text === undefined || text === '*' ? name in fields : fields[name] === text),
    );
  const inner = /\(([^()]*)\)/;
  const isTrue = (each: string) => each.trim() === 'true';
  const reduced = (_: string, terms: string) => String(terms.split('||').some((term) => term.split('&&').every(isTrue)));
  while (inner.test(left)) left = left.replace(inner, reduced);
  expect(['true', 'false'], pattern).toContain(left);
  return isTrue(left);
}

/** The metrics that a function's lines add to, each with how much. */
function counted(name: string, lines: string[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { log, pattern, MetricName, MetricValue } of filters) {
    if (log.toLowerCase() !== `${name.replaceAll('-', '')}log`) continue;
    for (const line of lines.filter((each) => meets(pattern, each))) {
      const value = MetricValue.startsWith('$.') ? Number(JSON.parse(line)[MetricValue.slice(2)]) : Number(MetricValue);
      sums[MetricName] = (sums[MetricName] ?? 0) + value;
    }
  }
  return sums;
}

function logging(name: string) {
  const lines: string[] = [];
  return { lines, logger: createLogger(name, (line) => lines.push(line)) };
}

const fails = async (): Promise<never> => {
  throw new TypeError('no');
};

describe('an alarm of each function', () => {
  it.each(functionNames)('rings when %s throws or logs an error', (name) => {
    const { Metrics, Threshold } = alarmOn(`${name} errors`);
    expect(Threshold).toBe(1);
    expect(Metrics.map(({ Expression, MetricStat }: Resource['Properties']) => Expression ?? MetricStat.Metric.MetricName)).toEqual([
      'FILL(thrown, 0) + FILL(logged, 0)',
      'Errors',
      `${name} errors`,
    ]);
    const line = JSON.stringify({ level: 'ERROR', message: 'failed' });
    expect(counted(name, [line, JSON.stringify({ level: 'WARN' })])).toEqual({ [`${name} errors`]: 1 });
  });

  it('adds two numbers that are both there whenever the function ran', () => {
    expect(filters.every(({ MetricNamespace, DefaultValue }) => MetricNamespace === 'FrontDoor' && DefaultValue === 0)).toBe(true);
  });
});

describe('what a function catches is counted', () => {
  it('on a page that failed', async () => {
    const { lines, logger } = logging('portal');
    const edge = httpEdge(fails, { originVerify: 'x', baseUrl: 'https://a.example', logger, refuse: () => ({ statusCode: 500 }) });
    const event = {
      headers: { 'x-origin-verify': 'x' },
      requestContext: { http: { method: 'GET' }, requestId: 'r' },
    } as unknown as HttpEvent;
    expect(await edge(event, {} as never)).toMatchObject({ statusCode: 500 });
    expect(counted('portal', lines)).toEqual({ 'portal errors': 1 });
  });

  it('in a message and in a record that failed', async () => {
    const { lines, logger } = logging('any');
    await queueEdge(fails, logger)({ Records: [{ messageId: 'm', attributes: { ApproximateReceiveCount: '1' } } as SQSRecord] });
    await streamEdge(fails, logger)({ Records: [{ dynamodb: { SequenceNumber: '1' } } as DynamoDBRecord] });
    expect(counted('receive-text', lines)).toEqual({ 'receive-text errors': 2 });
    expect(counted('project', lines)).toEqual({ 'project errors': 2 });
  });
});

describe('a text that was not sent', () => {
  type Report = Awaited<ReturnType<Parameters<typeof createSendHandler>[0]['sendText']>>;
  const sent = async (report: Report) => {
    const { lines, logger } = logging('send-text');
    const body = JSON.stringify({ pk: 'CASE#1', sk: 'TEXT#1#received' });
    await createSendHandler({ sendText: async () => report, logger })({ body } as SQSRecord);
    return counted('send-text', lines);
  };

  it.each<[Report]>([
    [{ outcome: 'refused', because: 'OptedOut' }],
    [{ outcome: 'unknown', because: 'TimeoutError' }],
    [{ outcome: 'dropped', because: 'too-late' }],
  ])('rings at once when it never will be: %o', async (report) => {
    expect(await sent(report)).toEqual({ 'texts given up': 1 });
    expect(alarmOn('texts given up')).toMatchObject({ Threshold: 1, Statistic: 'Sum', Namespace: 'FrontDoor' });
  });

  it('rings when many are turned away and will be tried again', async () => {
    expect(await sent({ outcome: 'due', because: 'AuthorizationError' })).toEqual({ 'texts turned away': 1 });
    expect(alarmOn('texts turned away')).toMatchObject({ Threshold: 10, Period: 300 });
  });

  it('rings for each whose worker vanished', async () => {
    const { lines, logger } = logging('sweep');
    const sweep = async () => ({ projected: 0, failed: 0 });
    const sweepTexts = async () => ({ unknown: 3, again: 4, unconfirmed: 5, settled: 0, failed: 0 });
    const sweepDeadlines = async () => ({ late: 0, kept: 0, failed: 0 });
    const sweepDrafts = async () => ({ left: 0, open: 0, failed: 0 });
    await createSweepHandler({ sweep, sweepTexts, sweepDeadlines, sweepDrafts, logger })({}, { getRemainingTimeInMillis: () => 60_000 });
    expect(counted('sweep', lines)).toEqual({ 'texts given up': 3 });
  });

  it.each<[Report]>([[{ outcome: 'sent' }], [{ outcome: 'not-due' }], [{ outcome: 'dropped', because: 'stopped' }]])(
    'rings not when it is as it should be: %o',
    async (report) => {
      expect(await sent(report)).toEqual({});
    },
  );
});

it('logs whole lines of JSON past the console, before whose lines Lambda puts words of its own', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const said = vi.spyOn(console, 'log');
  createLogger('portal').error('failed');
  const [[line] = []] = written.mock.calls;
  vi.restoreAllMocks();
  expect(JSON.parse(String(line))).toMatchObject({ level: 'ERROR', function: 'portal' });
  expect(String(line)).toMatch(/^\{.*\}\n$/);
  expect(said).not.toHaveBeenCalled();
});
