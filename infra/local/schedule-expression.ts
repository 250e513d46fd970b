const unitsMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const MINUTE_MS = 60_000;
const names: Record<string, string[]> = {
  month: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  weekday: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};

/**
 * When a rule of EventBridge runs next after `after` (milliseconds since 1970): `rate(5 minutes)` in step with `since`,
 * `cron(0 8 ? * MON-FRI *)` is in UTC. Throws on what it does not understand, `L`, `W` and `#` among it.
 * @param since when the rule was last due, which is earlier than it ran; else it counts from `after`
 */
export function nextRun(expression: string, after: number, since = after): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const period = Number(rate[1]) * (unitsMs[rate[2] as string] as number);
    return since + Math.floor((after - since) / period + 1) * period;
  }
  const cron = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (cron?.length !== 6) throw new Error(`The local runner does not understand the schedule ${expression}`);
  const [minute, hour, day, month, weekday, year] = cron as [string, string, string, string, string, string];
  const fits = {
    minute: field(minute, 0, 59),
    hour: field(hour, 0, 23),
    day: field(day, 1, 31),
    month: field(month, 1, 12, names.month),
    weekday: field(weekday, 1, 7, names.weekday),
    year: field(year, 1970, 2199),
  };
  const last = after + 5 * 366 * 86_400_000;
  for (let at = Math.floor(after / MINUTE_MS + 1) * MINUTE_MS; at < last; at += MINUTE_MS) {
    const date = new Date(at);
    if (
      !fits.year(date.getUTCFullYear()) ||
      !fits.month(date.getUTCMonth() + 1) ||
      !fits.day(date.getUTCDate()) ||
      !fits.weekday(date.getUTCDay() + 1)
    ) {
      // Nothing today: on to the last minute of the day.
      at = Math.floor(at / 86_400_000 + 1) * 86_400_000 - MINUTE_MS;
      continue;
    }
    if (fits.hour(date.getUTCHours()) && fits.minute(date.getUTCMinutes())) return at;
  }
  throw new Error(`${expression} never runs`);
}

function field(text: string, low: number, high: number, words: string[] = []): (value: number) => boolean {
  const number = (word: string): number => {
    const named = words.indexOf(word.toUpperCase());
    const value = named >= 0 ? named + low : Number(word);
    if (!Number.isInteger(value) || value < low || value > high)
      throw new Error(`The local runner does not understand ${text} in a schedule`);
    return value;
  };
  const parts = text.split(',').map((part) => {
    const [range = '', step] = part.split('/');
    const [from = '', to] = range.split('-');
    if (from === '*' || from === '?') return { from: low, to: high, step: step ? Number(step) : 1 };
    return { from: number(from), to: to ? number(to) : step ? high : number(from), step: step ? Number(step) : 1 };
  });
  return (value) => parts.some(({ from, to, step }) => value >= from && value <= to && (value - from) % step === 0);
}
