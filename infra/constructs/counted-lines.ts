import type { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type ILogGroup, type JsonPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface CountedLinesProps {
  logGroup: ILogGroup;
  /** Which lines: our functions log one JSON object a line. */
  pattern: JsonPattern;
  /** Several logs may be counted under one name; an account holds one stage. */
  metricName: string;
  /** What each line counts for: a number, or the field that holds it, as `$.count`. 1 unless said. */
  value?: string;
  period: Duration;
}

/** How many lines of a log meet a pattern: what a function catches, tells of and goes on from, Lambda does not count as an error. */
export class CountedLines extends Construct {
  /** The sum over a period. */
  readonly metric: Metric;

  constructor(scope: Construct, id: string, { logGroup, pattern, metricName, value = '1', period }: CountedLinesProps) {
    super(scope, id);
    const filter = new MetricFilter(this, 'Filter', {
      logGroup,
      filterPattern: pattern,
      metricNamespace: 'FrontDoor',
      metricName,
      metricValue: value,
      // Counted as nothing, and not left out: a sum with what is missing is missing.
      defaultValue: 0,
    });
    this.metric = filter.metric({ statistic: 'sum', period });
  }
}
