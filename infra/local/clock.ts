export interface Clock {
  /** The time functions and schedules see, in milliseconds since 1970. */
  now(): number;
  /** Moves that time; what was kept is told by `onMove`. */
  advance(ms: number): void;
  /** Shared with every worker, so that a shift is seen everywhere at once: one 64-bit offset in milliseconds. */
  readonly shared: SharedArrayBuffer;
}

/** A clock that runs as the machine's does, `offsetMs` away from it. */
export function createClock(offsetMs = 0, onMove: (offsetMs: number) => void = () => undefined): Clock {
  const shared = new SharedArrayBuffer(8);
  const cell = new BigInt64Array(shared);
  Atomics.store(cell, 0, BigInt(offsetMs));
  return {
    shared,
    now: () => Date.now() + Number(Atomics.load(cell, 0)),
    advance: (ms) => {
      const before = Atomics.add(cell, 0, BigInt(ms));
      onMove(Number(before) + ms);
    },
  };
}

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined when it is none. A leading minus goes back. */
export function parseDuration(iso: string): number | undefined {
  const match = /^(-)?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso);
  if (!match || match.slice(2).every((part) => part === undefined)) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return (match[1] ? -1 : 1) * Math.round((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000);
}
