/** The only fields a log line may carry besides its level, time, message and function: nothing here can name a person. */
export type LogFields = Partial<{
  route: string;
  method: string;
  status: number;
  durationMs: number;
  requestId: string;
  service: string;
  stage: string;
  purpose: string;
  channel: string;
  outcome: string;
  state: string;
  sequence: number;
  count: number;
  parts: number;
  attempt: number;
  messageId: string;
  errorName: string;
  /** Where it was thrown: file and line of our own frames, without the error's message, which may quote an answer. */
  errorAt: string;
  receiveCount: number;
}>;

const fields: ReadonlySet<string> = new Set([
  'route',
  'method',
  'status',
  'durationMs',
  'requestId',
  'service',
  'stage',
  'purpose',
  'channel',
  'outcome',
  'state',
  'sequence',
  'count',
  'parts',
  'attempt',
  'messageId',
  'errorName',
  'errorAt',
  'receiveCount',
]);

export type Logger = ReturnType<typeof createLogger>;

/**
 * JSON lines for CloudWatch. A field that is not on the list is left out, whatever the caller's types said.
 * @param write takes one line; standard output by default. Not `console.log`: Lambda puts a time and a request id before what that
 *   is given, and the filters that alarms count by would find no JSON.
 */
export function createLogger(functionName: string, write: (line: string) => void = (line) => process.stdout.write(`${line}\n`)) {
  const log =
    (level: 'INFO' | 'WARN' | 'ERROR') =>
    (message: string, given: LogFields = {}) => {
      const allowed = Object.fromEntries(Object.entries(given).filter(([name]) => fields.has(name)));
      write(JSON.stringify({ level, message, function: functionName, at: new Date().toISOString(), ...allowed }));
    };
  return { info: log('INFO'), warn: log('WARN'), error: log('ERROR') };
}

/** What may be told of an error: its name and where it was thrown. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    errorName: error.name,
    errorAt: frames
      .slice(0, 3)
      .map((line) => line.trim().replace(/^at /, ''))
      .join(' < '),
  };
}
