import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { Carrier } from '../constructs/carrier.ts';
import type { Foundation } from '../constructs/front-door-function.ts';
import { alarmPeriod, ImpactAlarm } from '../constructs/impact-alarm.ts';
import { LogConsumer } from '../constructs/log-consumer.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScheduledFunction } from '../constructs/scheduled-function.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import { TextNumber } from '../constructs/text-number.ts';
import { TextSettings } from '../constructs/text-settings.ts';
import { WorkQueue } from '../constructs/work-queue.ts';

export interface MessagingProps extends StackProps {
  foundation: Foundation;
}

const consumerTimeout = Duration.seconds(30);

/** What follows from a commit, and texts both ways. */
export class MessagingStack extends Stack {
  private readonly foundation: Foundation;
  private readonly texts: WorkQueue;
  private readonly bulkTexts: WorkQueue;

  constructor(scope: Construct, id: string, { foundation, ...props }: MessagingProps) {
    super(scope, id, props);
    this.foundation = foundation;
    const { stage, key, alarmTopic } = foundation;
    this.texts = new WorkQueue(this, 'Texts', {
      alarmTopic,
      consumerTimeout,
      impact: {
        givenUp:
          'A text was given up: a resident has not been told what happened to their request, or waits for a code that will not come.',
        late: 'Texts have waited a quarter of an hour to be sent. Residents hear late, and codes they asked for run out.',
      },
    });
    this.bulkTexts = new WorkQueue(this, 'BulkTexts', {
      alarmTopic,
      consumerTimeout,
      impact: {
        givenUp: 'A text of an import, a reminder or a request for a rating was given up: its resident is told nothing.',
        late: 'Texts of imports, reminders and requests for ratings have waited a quarter of an hour since they were let go. Residents hear late.',
      },
    });
    const number = new TextNumber(this, 'TextNumber', { key, council: stage.council });
    const settings = new TextSettings(this, 'TextSettings', { key, spendLimitUsd: stage.textSpendLimitUsd });
    const sweep = this.addProjection();
    this.addTextsOut(number.number, sweep);
    this.addReceipts(settings);
    this.addTextsIn(number);
    this.addTextAlarms();
  }

  private addProjection(): ScheduledFunction {
    const { foundation } = this;
    const { table } = foundation;
    const common = {
      foundation,
      environment: { TEXTS_QUEUE_URL: this.texts.queue.queueUrl, TEXT_PACE: this.pace() },
      timeout: Duration.minutes(1),
    };
    const permissions = [
      table.allow('DeleteItem', 'GetItem', 'Query', 'PutItem', 'UpdateItem'),
      table.allowIndex('byAsker'),
      this.texts.allowSend(),
    ];
    new StreamConsumer(this, 'Project', {
      ...common,
      name: 'project',
      description: 'Writes what follows from each new commit: lists, facts, texts',
      permissions,
      // Only new commits; what the projector itself writes does not come back to it.
      filter: { eventName: FilterRule.isEqual('INSERT'), dynamodb: { NewImage: { unprojected: { S: FilterRule.exists() } } } },
      batchSize: 25,
      impact:
        'A commit could not be projected, and is tried again. While this lasts, cases are safe, but new ones are missing from officers’ queues and residents get no texts until the sweeper catches up.',
      streamImpact: {
        givenUp:
          'Commits could not be projected in six tries. Their cases may be in no queue and their residents untold; the sweeper tries again every five minutes.',
        late: 'Projection is more than five minutes behind. Officers do not see new cases yet and residents wait for their first text.',
      },
    });
    return new ScheduledFunction(this, 'Sweep', {
      ...common,
      name: 'sweep',
      description:
        'Projects again what has stayed unprojected for over five minutes; looks after texts of which nobody knows what became, and forms that were left',
      permissions: [...permissions, table.allowIndex('byUnprojected'), table.allowIndex('byDue')],
      every: Duration.minutes(5),
      impact:
        'The sweeper fails. A case that the projector missed stays out of officers’ queues and its resident is told nothing; a text that may not have gone is not sent again; forms that were left are not counted yet.',
    });
  }

  private addTextsOut(number: string, sweep: ScheduledFunction): void {
    const { foundation } = this;
    const { table } = foundation;
    new ScheduledFunction(this, 'ReleaseTexts', {
      foundation,
      name: 'release-texts',
      description: 'Puts texts that have become due on their queue, at the pace the number carries',
      environment: {
        TEXTS_QUEUE_URL: this.texts.queue.queueUrl,
        BULK_TEXTS_QUEUE_URL: this.bulkTexts.queue.queueUrl,
        TEXT_PACE: this.pace(),
      },
      permissions: [table.allow('GetItem', 'UpdateItem'), table.allowIndex('byDue'), this.texts.allowSend(), this.bulkTexts.allowSend()],
      tableOnly: true,
      every: Duration.minutes(1),
      impact: 'Texts that wait until morning, reminders, requests for a rating and texts to be tried again are not going out.',
    });
    const carrier = new Carrier(this, 'Carrier', { key: foundation.key, carrier: foundation.stage.carrier, number });
    const send = new QueueConsumer(this, 'SendText', {
      foundation,
      name: 'send-text',
      description: 'Sends one text, once',
      environment: carrier.environment,
      permissions: [table.allow('GetItem', 'Query', 'PutItem', 'UpdateItem'), ...carrier.permissions],
      source: this.texts,
      timeout: consumerTimeout,
      batchSize: 5,
      maxConcurrency: 5,
      impact:
        'A text could not be made ready to send, and is tried again. While this lasts, residents are not told how their request is going and cannot get a code to look it up.',
    });
    send.takeFrom('BulkSource', this.bulkTexts);
    this.addUnsentAlarms(send, sweep);
  }

  /** A text that was not sent is an outcome like another to the function that tried: only its log tells. */
  private addUnsentAlarms(send: QueueConsumer, sweep: ScheduledFunction): void {
    const { alarmTopic } = this.foundation;
    const { any, all, stringValue } = FilterPattern;
    const outcome = (is: string) => stringValue('$.outcome', '=', is);
    const metricName = 'texts given up';
    const tooLate = all(outcome('dropped'), stringValue('$.errorName', '=', 'too-late'));
    const givenUp = send.countLines('GivenUp', { pattern: any(outcome('refused'), outcome('unknown'), tooLate), metricName });
    // Of a worker that vanished only the next sweep tells: so many texts, in one line.
    sweep.countLines('Vanished', { pattern: all(outcome('unknown'), FilterPattern.exists('$.count')), metricName, value: '$.count' });
    new ImpactAlarm(this, 'TextsGivenUp', {
      impact:
        'A text was refused for good, came too late to be of use, or may or may not have gone. It is not sent again: that resident may know nothing, and staff see it on the case.',
      metric: givenUp,
      threshold: 1,
      topic: alarmTopic,
    });
    new ImpactAlarm(this, 'TextsTurnedAway', {
      impact:
        'AWS is turning texts away for now: the month’s money may be spent, or a permission be missing. Each is tried again for about an hour; residents hear late, and codes they asked for run out.',
      metric: send.countLines('TurnedAway', { pattern: outcome('due'), metricName: 'texts turned away' }),
      threshold: 10,
      topic: alarmTopic,
    });
  }

  private addReceipts({ logs }: TextSettings): void {
    const { foundation } = this;
    new LogConsumer(this, 'SettleText', {
      foundation,
      name: 'settle-text',
      description: 'Keeps what the carrier says became of each text',
      permissions: [foundation.table.allow('GetItem', 'Query', 'PutItem', 'UpdateItem')],
      groups: { delivered: logs.delivered, undelivered: logs.undelivered },
      impact: 'What became of texts is not being kept. Staff cannot see who was not reached, and some residents get the same news twice.',
      givenUp:
        'What became of some texts could not be kept. Their cases show no confirmation, and staff do not know whom to reach in another way.',
    });
  }

  private addTextsIn({ replies }: TextNumber): void {
    const { foundation } = this;
    const { table, alarmTopic } = foundation;
    const inbound = new WorkQueue(this, 'InboundTexts', {
      alarmTopic,
      consumerTimeout,
      impact: {
        givenUp: 'A resident’s text was given up: a rating is not counted, or someone who said STOP may be texted again.',
        late: 'Residents’ texts have waited a quarter of an hour. Someone who said STOP may be texted again, and questions go unanswered.',
      },
    });
    replies.addSubscription(new SqsSubscription(inbound.queue, { deadLetterQueue: inbound.failures.queue }));
    new QueueConsumer(this, 'ReceiveText', {
      foundation,
      name: 'receive-text',
      description: 'Takes what a resident texts: a rating, STOP, a question',
      permissions: [table.allow('Query', 'PutItem', 'UpdateItem')],
      source: inbound,
      timeout: consumerTimeout,
      batchSize: 5,
      maxConcurrency: 5,
      impact:
        'A resident’s text could not be taken in, and is tried again. While this lasts, ratings are not counted and STOP is not obeyed.',
    });
  }

  /** What `paceRulesSchema` of the domain reads. */
  private pace(): string {
    return JSON.stringify(this.foundation.stage.texts);
  }

  private addTextAlarms(): void {
    const { stage, alarmTopic } = this.foundation;
    // Measured by release-texts at each run, in `shared/telemetry/metrics.ts`.
    const spent = new Metric({ namespace: 'FrontDoor', metricName: 'TextSpendPercent', statistic: 'max', period: alarmPeriod });
    new ImpactAlarm(this, 'CeilingNear', {
      impact:
        'Four fifths of this month’s money for texts is spent. When all is, residents are told nothing and get no codes until it is raised or the month ends.',
      metric: spent,
      threshold: 80,
      topic: alarmTopic,
    });
    new ImpactAlarm(this, 'CeilingReached', {
      impact:
        'This month’s money for texts is spent. No text leaves, not even codes: all wait, none is lost. They go when the ceiling is raised, or when the month ends.',
      metric: spent,
      threshold: 100,
      topic: alarmTopic,
    });
    const sns = (metricName: string, statistic: string, dimensionsMap: Record<string, string> = {}) =>
      new Metric({ namespace: 'AWS/SNS', metricName, statistic, period: Duration.hours(1), dimensionsMap });
    new ImpactAlarm(this, 'SpendNearLimit', {
      impact:
        'AWS has charged four fifths of its own limit for texts. It should stay above our ceiling: past it AWS takes texts and delivers none, and residents are told nothing.',
      metric: sns('SMSMonthToDateSpentUSD', 'max'),
      threshold: stage.textSpendLimitUsd * 0.8,
      topic: alarmTopic,
    });
    new ImpactAlarm(this, 'TextsNotDelivered', {
      impact:
        'More than one text in ten is not reaching its phone. Those residents are told nothing, and cannot look up their case with a code.',
      metric: sns('SMSSuccessRate', 'avg', { Country: 'GB', SMSType: 'Transactional' }),
      when: 'below',
      threshold: 0.9,
      periods: 2,
      topic: alarmTopic,
    });
  }
}
