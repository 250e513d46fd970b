import { expect, it } from 'vitest';
import { named, ofType, only, type Resource, synthesise } from './synthesised.ts';

const made = synthesise('production');
const alarms = ofType(made, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

/** The names of the metrics that an alarm reads. */
const metricsOf = ({ MetricName, Metrics = [] }: Resource['Properties']): string[] =>
  MetricName
    ? [MetricName]
    : Metrics.flatMap(({ MetricStat }: { MetricStat?: { Metric: { MetricName: string } } }) => MetricStat?.Metric.MetricName ?? []);

it('says with every alarm what the failure costs people, in a sentence', () => {
  expect(alarms.length).toBeGreaterThan(15);
  for (const { AlarmDescription } of alarms) {
    expect(AlarmDescription).toMatch(/^[A-Z].{30,}\.$/s);
    expect(AlarmDescription).toMatch(/residents?|people|officers?|staff|managers?|quarter page|figures|stop|texts/i);
  }
});

it('gives no two alarms the same words', () => {
  expect(new Set(alarms.map(({ AlarmDescription }) => AlarmDescription)).size).toBe(alarms.length);
});

it('tells the same people of every alarm, and when it is over', () => {
  for (const { AlarmActions, OKActions } of alarms) {
    expect(AlarmActions.map((one: never) => named(made, one))).toEqual(['Alarms']);
    expect(OKActions).toEqual(AlarmActions);
  }
  expect(only(made, 'AWS::SNS::Subscription', ({ Protocol }) => Protocol === 'email').Properties.Endpoint).toBe(
    'frontdoor@northwick.gov.uk',
  );
});

it('watches every function, every failure queue, the stream, the table, the API, and the money', () => {
  const watched = new Map<string, number>();
  for (const alarm of alarms) for (const name of metricsOf(alarm).slice(0, 1)) watched.set(name, (watched.get(name) ?? 0) + 1);
  expect(Object.fromEntries(watched)).toEqual({
    Errors: 17,
    ApproximateNumberOfMessagesVisible: 7,
    ApproximateAgeOfOldestMessage: 4,
    IteratorAge: 1,
    ThrottledRequests: 1,
    SystemErrors: 1,
    '5xx': 1,
    Latency: 1,
    SMSMonthToDateSpentUSD: 1,
    SMSSuccessRate: 1,
    TextSpendPercent: 2,
    'texts given up': 1,
    'texts turned away': 1,
  });
});

it('lets CloudWatch of this account tell the encrypted topic', () => {
  const topic = only(made, 'AWS::SNS::Topic', ({ DisplayName }) => DisplayName === 'Front door alarms').Properties;
  expect(topic.KmsMasterKeyId).toBeDefined();
  const [policy] = ofType(made, 'AWS::SNS::TopicPolicy', 'Operations');
  expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
    expect.objectContaining({ Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
  );
});
