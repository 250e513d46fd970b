import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { FrontDoorFunction, type FunctionProps } from './front-door-function.ts';

export interface ScheduledFunctionProps extends FunctionProps {
  /** Whole minutes. */
  every: Duration;
}

/**
 * A function that runs every so often, one run at a time. A rule rather than EventBridge Scheduler: it needs no role, and its
 * rate is all we use. A failed run is not tried again, for the next does the same work.
 */
export class ScheduledFunction extends FrontDoorFunction {
  constructor(scope: Construct, id: string, { every, ...props }: ScheduledFunctionProps) {
    super(scope, id, { ...props, single: true });
    new Rule(this, 'Schedule', {
      description: `Runs ${props.name}`,
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(this.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    this.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  }
}
