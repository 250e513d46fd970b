import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnPhoneNumber, CfnResourcePolicy } from 'aws-cdk-lib/aws-smsvoice';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface TextNumberProps {
  key: IKey;
  council: { shortName: string; phone: string };
}

/** The council's number for texts, and the topic its replies come to. */
export class TextNumber extends Construct {
  readonly number: string;
  readonly replies: Topic;

  constructor(scope: Construct, id: string, { key, council }: TextNumberProps) {
    super(scope, id);
    this.replies = new Topic(this, 'Replies', { displayName: 'Texts from residents', masterKey: key, enforceSSL: true });
    const { region } = Stack.of(this);
    this.replies.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.replies.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:sms-voice:${region}:${Aws.ACCOUNT_ID}:*` },
        },
      }),
    );
    const number = new CfnPhoneNumber(this, 'Number', {
      isoCountryCode: 'GB',
      numberType: 'LONG_CODE',
      numberCapabilities: ['SMS'],
      deletionProtectionEnabled: true,
      // Else AWS takes every text that begins with STOP or HELP for itself, "stop the noise next door" among them.
      selfManagedOptOutsEnabled: true,
      twoWay: { enabled: true, channelArn: this.replies.topicArn },
      // AWS wants wording for both words even where, as here, it never sends it.
      mandatoryKeywords: {
        stop: { message: `${council.shortName}: we will not text you again.` },
        help: { message: `${council.shortName}: call ${council.phone} for help.` },
      },
    });
    // The topic's policy must stand before the number asks to publish to it.
    number.node.addDependency(this.replies);
    this.number = number.attrPhoneNumber;
    // A number asked for since September 2024 is nobody's to send from until its own policy says so.
    new CfnResourcePolicy(this, 'Senders', {
      resourceArn: number.attrArn,
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            principals: [new ServicePrincipal('sns.amazonaws.com')],
            actions: ['sms-voice:SendTextMessage'],
            resources: [number.attrArn],
            conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
          }),
        ],
      }),
    });
  }
}
