/** What happens; `idle` says that it set nothing going. */
type Happening = () => unknown;
type Event = { at: number; order: number; run: Happening };

/**
 * Time in whole milliseconds that passes only from event to event. What is due at one moment happens in the order it was planned; between two
 * events everything that can go on goes on.
 */
export function createSimulation(startMs: number) {
  const events: Event[] = [];
  let clock = Math.round(startMs);
  let order = 0;
  const before = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order);

  const push = (event: Event): void => {
    let place = events.push(event) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(events[place] as Event, events[parent] as Event)) return;
      [events[place], events[parent]] = [events[parent] as Event, events[place] as Event];
      place = parent;
    }
  };
  const pop = (): Event | undefined => {
    const first = events[0];
    const last = events.pop();
    if (!first || !last || first === last) return first;
    events[0] = last;
    for (let place = 0; ; ) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let least = place;
      for (const child of [left, right]) if (child < events.length && before(events[child] as Event, events[least] as Event)) least = child;
      if (least === place) return first;
      [events[place], events[least]] = [events[least] as Event, events[place] as Event];
      place = least;
    }
  };

  return {
    now: () => clock,
    at: (ms: number, run: Happening): void => push({ at: Math.max(Math.round(ms), clock), order: order++, run }),
    after: (ms: number, run: Happening): void => push({ at: clock + Math.round(ms), order: order++, run }),
    /** Runs until nothing is planned, or until that time. */
    async run(untilMs: number): Promise<void> {
      for (let event = pop(); event; event = pop()) {
        if (event.at > untilMs) return;
        clock = event.at;
        if (event.run() === 'idle') continue;
        // Lets every promise that can be kept be kept before time goes on.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
export type Simulation = ReturnType<typeof createSimulation>;
