/** What is measured besides what AWS measures itself. None names a person, a case or a service. */
const units = {
  /** Of the month's money for texts. */
  TextSpendPercent: 'Percent',
} as const;
export type MetricName = keyof typeof units;

/** `infra` makes its alarms on metrics of this namespace. */
export const NAMESPACE = 'FrontDoor';

export type PutMetric = (name: MetricName, value: number) => void;

/**
 * Metrics as CloudWatch takes them from a log line, without a call or a permission:
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * @param write takes one line; standard output by default, past the console, before whose lines Lambda puts words of its own
 */
export function createMetrics(write: (line: string) => void = (line) => process.stdout.write(`${line}\n`)): PutMetric {
  return (name, value) => {
    const metric = { Namespace: NAMESPACE, Dimensions: [[]], Metrics: [{ Name: name, Unit: units[name] }] };
    write(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [metric] }, [name]: value }));
  };
}
