export interface Call {
  function: string;
  service: string;
  operation: string;
  /** Capacity units that DynamoDB counted; absent for other services. */
  units?: number;
  /** What the function was doing: `POST /apply/missed-bin/where`, `stream project`, `queue send-text`, `schedule sweep`. */
  cause: string;
  /** ISO instant on the shifted clock. */
  at: string;
  /** Present when the role in the template did not allow the call. */
  refused?: true;
}

/** How many calls are remembered; older ones are forgotten. */
const LIMIT = 100_000;

const writes = /^(Put|Update|Delete|BatchWrite|Send|Publish)/;

export interface CallLedger {
  record(call: Call, succeeded: boolean): void;
  calls(): Call[];
  /** Counts up with every successful call that changes something. */
  writes(): number;
}

/** Remembers what functions asked of AWS, for tests of cost and for settling. */
export function createCallLedger(): CallLedger {
  let calls: Call[] = [];
  let written = 0;
  return {
    record: (call, succeeded) => {
      if (calls.length >= LIMIT) calls = calls.slice(LIMIT / 2);
      calls.push(call);
      if (succeeded && writes.test(call.operation)) written += 1;
    },
    calls: () => calls,
    writes: () => written,
  };
}
