import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { CarrierSetting } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { readSecret } from './front-door-function.ts';

export interface CarrierProps {
  key: IKey;
  carrier: CarrierSetting;
  /** The council's own number, which SNS sends from. */
  number: string;
}

/** What the function that sends texts is told of the carrier, and what it may do there. */
export class Carrier extends Construct {
  readonly environment: Record<string, string>;
  readonly permissions: PolicyStatement[];

  constructor(scope: Construct, id: string, { key, carrier, number }: CarrierProps) {
    super(scope, id);
    if (carrier.kind === 'sns') {
      this.environment = { CARRIER: 'sns', ORIGINATION_NUMBER: number };
      // A telephone number has no ARN. All that is not a topic, an endpoint or a subscription is what is left.
      this.permissions = [new PolicyStatement({ actions: ['sns:Publish'], notResources: [`arn:${Stack.of(this).partition}:sns:*:*:*`] })];
      return;
    }
    const apiKey = this.notifyKey(key);
    this.environment = {
      CARRIER: 'notify',
      NOTIFY_URL: carrier.url,
      NOTIFY_KEY_SECRET_ARN: apiKey.secretArn,
      NOTIFY_TEMPLATE_ID: carrier.templateId,
      ...(carrier.senderId && { NOTIFY_SENDER_ID: carrier.senderId }),
    };
    this.permissions = [readSecret(apiKey)];
  }

  private notifyKey(encryptionKey: IKey): Secret {
    const secret = new Secret(this, 'NotifyKey', {
      description: 'The API key of GOV.UK Notify. Made with nonsense in it: put the key in its place by hand',
      encryptionKey,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(secret, 'AwsSolutions-SMG4', 'Notify makes its keys on a page of its own: a person changes this one, there and here.');
    return secret;
  }
}
