import * as z from 'zod';
import { REGION } from './physical-names.ts';
import type { Templates } from './templates.ts';

/** Queues and topics of the templates, as fauxqs is told to make them. */
export interface MessagePlan {
  queues: { name: string; attributes: Record<string, string> }[];
  topics: { name: string }[];
  subscriptions: { topic: string; queue: string; attributes: Record<string, string> }[];
}

const queueAttributes = [
  'DelaySeconds',
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'MaximumMessageSize',
  'FifoQueue',
  'ContentBasedDeduplication',
  'RedrivePolicy',
] as const;

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const lastOf = (arn: string): string => arn.split(':').pop() ?? '';

export function readMessagePlan(templates: Templates): MessagePlan {
  const anything = Object.fromEntries(queueAttributes.map((name) => [name, z.unknown()]));
  const queues = templates.ofType('AWS::SQS::Queue').map((queue) => ({
    name: templates.attributeOf(queue, 'QueueName'),
    attributes: Object.fromEntries(
      Object.entries(templates.read(queue, anything))
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, asText(value)]),
    ),
  }));
  const subscriptions = templates.ofType('AWS::SNS::Subscription').flatMap((resource) => {
    const { Protocol, TopicArn } = templates.read(resource, { Protocol: z.string(), TopicArn: z.string() });
    // An alarm's email goes nowhere here.
    if (Protocol === 'email' || Protocol === 'email-json') return [];
    if (Protocol !== 'sqs')
      throw new Error(`The local runner has no SNS subscription by ${Protocol} (${resource.stack}/${resource.logicalId})`);
    const { Endpoint, RawMessageDelivery, FilterPolicy } = templates.read(resource, {
      Endpoint: z.string(),
      RawMessageDelivery: z.unknown(),
      FilterPolicy: z.unknown(),
    });
    const attributes = {
      ...(RawMessageDelivery !== undefined && { RawMessageDelivery: asText(RawMessageDelivery) }),
      ...(FilterPolicy !== undefined && { FilterPolicy: asText(FilterPolicy) }),
    };
    return [{ topic: lastOf(TopicArn), queue: lastOf(Endpoint), attributes }];
  });
  return {
    queues,
    topics: templates.ofType('AWS::SNS::Topic').map((topic) => ({ name: templates.attributeOf(topic, 'TopicName') })),
    subscriptions,
  };
}

/** The runner's own calls to fauxqs, which asks for no permission. */
export interface MessageService {
  sqs<T>(operation: string, input: object, signal?: AbortSignal): Promise<T>;
  publish(topicArn: string, message: string): Promise<void>;
}

export const queueUrlOf = (queueArn: string): string => `http://127.0.0.1/000000000000/${lastOf(queueArn)}`;

export function createMessageService(port: number): MessageService {
  const authorization = `AWS4-HMAC-SHA256 Credential=RUNNER/20260101/${REGION}/sqs/aws4_request`;
  const post = async (headers: Record<string, string>, body: string, signal?: AbortSignal): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { authorization, ...headers },
      body,
      ...(signal && { signal }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The embedded queues answered ${response.status}: ${text}`);
    return text;
  };
  return {
    sqs: async <T>(operation: string, input: object, signal?: AbortSignal) =>
      JSON.parse(
        (await post(
          { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` },
          JSON.stringify(input),
          signal,
        )) || '{}',
      ) as T,
    publish: async (TopicArn, Message) => {
      const form = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31', TopicArn, Message });
      await post({ 'content-type': 'application/x-www-form-urlencoded' }, form.toString());
    },
  };
}
