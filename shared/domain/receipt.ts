import * as z from 'zod';

/** What a failure says of the number: that no text will reach it, that this one did not, or nothing we know of. */
export type FailureKind = 'permanent' | 'temporary' | 'unknown';

/**
 * The answers of SNS to a text it could not deliver, as its developer guide lists them
 * (docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html), each with our word for it and what it says of the number.
 */
const failures: Readonly<Record<string, readonly [because: string, kind: FailureKind]>> = {
  'Blocked as spam by phone carrier': ['blocked-as-spam', 'temporary'],
  'Destination is on a blocked list': ['destination-blocked', 'permanent'],
  'Invalid phone number': ['invalid-number', 'permanent'],
  'Message body is invalid': ['invalid-body', 'temporary'],
  'Phone carrier has blocked this message': ['carrier-blocked-message', 'temporary'],
  'Phone carrier is currently unreachable/unavailable': ['carrier-unreachable', 'temporary'],
  'Phone has blocked SMS': ['phone-blocks-texts', 'permanent'],
  'Phone is on a blocked list': ['phone-blocked', 'permanent'],
  'Phone is currently unreachable/unavailable': ['phone-unreachable', 'temporary'],
  'Phone number is opted out': ['opted-out', 'permanent'],
  'This delivery would exceed max price': ['over-max-price', 'temporary'],
  'Unknown error attempting to reach phone': ['unknown-error', 'unknown'],
};

/** Reasons that are about the number: it is not texted again until someone proves to have it. */
const permanent: ReadonlySet<string> = new Set(
  Object.values(failures).flatMap(([because, kind]) => (kind === 'permanent' ? [because] : [])),
);
export const isForGood = (because: string | undefined): boolean => because !== undefined && permanent.has(because);

/** What a carrier said became of one text. `at` is when it took the text. */
export const receiptSchema = z.object({
  at: z.string(),
  state: z.enum(['delivered', 'failed']),
  because: z.string().optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** A reason nobody told us of has this word: it settles the text, says nothing of the number, and is worth a look. */
export const UNKNOWN_REASON = 'unknown-reason';

/** SNS writes `2016-06-28 00:40:34.558`: no zone, and UTC. */
const snsInstant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,3})?$/)
  .transform((written) => new Date(`${written.replace(' ', 'T')}Z`).toISOString());

const lineSchema = z.object({
  notification: z.object({ messageId: z.string().min(1), timestamp: snsInstant }),
  delivery: z.object({ destination: z.string().min(1), providerResponse: z.string().default('') }),
  status: z.enum(['SUCCESS', 'FAILURE']),
});

/** One line of SNS's delivery logs. `to` is the number it was about, and is not to be kept. */
export type DeliveryLine = { messageId: string; to: string; receipt: Receipt };

/**
 * Reads one line of SNS's delivery logs, success or failure.
 * @returns undefined for anything else
 */
export function readDeliveryLine(message: string): DeliveryLine | undefined {
  const parsed = lineSchema.safeParse(jsonIn(message));
  if (!parsed.success) return undefined;
  const { notification, delivery, status } = parsed.data;
  const { messageId, timestamp: at } = notification;
  const receipt: Receipt =
    status === 'SUCCESS' ? { at, state: 'delivered' } : { at, state: 'failed', because: reasonOf(delivery.providerResponse) };
  return { messageId, to: delivery.destination, receipt };
}

/** Our word for a carrier's answer. */
function reasonOf(providerResponse: string): string {
  const known = providerResponse.trim();
  return (Object.hasOwn(failures, known) && failures[known]?.[0]) || UNKNOWN_REASON;
}

function jsonIn(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
