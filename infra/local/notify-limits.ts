/** docs.notifications.service.gov.uk/rest-api.html#limits: a minute that rolls, and a day that ends at midnight UTC. */
const PER_MINUTE = 3_000;
const PER_DAY = 250_000;

export type NotifyLimit = { error: 'RateLimitError' | 'TooManyRequestsError'; message: string };

/** Counts requests as Notify does; each call takes one, or says which limit it met. */
export function createNotifyLimits({ perMinute = PER_MINUTE, perDay = PER_DAY } = {}) {
  let minute: number[] = [];
  let day = { date: '', taken: 0 };
  return (nowMs: number): NotifyLimit | undefined => {
    minute = minute.filter((at) => at > nowMs - 60_000);
    const date = new Date(nowMs).toISOString().slice(0, 10);
    if (day.date !== date) day = { date, taken: 0 };
    if (minute.length >= perMinute)
      return { error: 'RateLimitError', message: `Exceeded rate limit for key type LIVE of ${perMinute} requests per 60 seconds` };
    if (day.taken >= perDay) return { error: 'TooManyRequestsError', message: `Exceeded send limits (sms: ${perDay}) for today` };
    minute.push(nowMs);
    day.taken += 1;
    return undefined;
  };
}
