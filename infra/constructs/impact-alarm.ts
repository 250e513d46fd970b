import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface ImpactAlarmProps {
  /** What the failure costs people, as a sentence or two: the first thing the person who is woken reads. */
  impact: string;
  metric: IMetric;
  /** In the metric's own unit. */
  threshold: number;
  /** Rings when the metric is at or over the threshold, unless this says below. */
  when?: 'at-or-over' | 'below';
  /** How many periods in a row. 1 unless said. */
  periods?: number;
  topic: ITopic;
}

/** How long a metric is gathered before it is compared, where nothing else is said. */
export const alarmPeriod = Duration.minutes(5);

/** An alarm that says what a failure costs people. It also says when the failure is over. */
export class ImpactAlarm extends Construct {
  constructor(scope: Construct, id: string, { impact, metric, threshold, when = 'at-or-over', periods = 1, topic }: ImpactAlarmProps) {
    super(scope, id);
    const alarm = new Alarm(this, 'Alarm', {
      alarmDescription: impact,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: when === 'below' ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
