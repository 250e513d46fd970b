import { instantOf } from '../domain/calendar.ts';
import type { Case, CaseCommit } from '../domain/case.ts';
import type { Service } from '../domain/catalogue.ts';
import { lateAt } from '../domain/reminders.ts';
import { taskToRefund } from '../domain/task.ts';
import type { PaymentWatchStore } from '../store/payment-watch-store.ts';
import type { TaskStore } from '../store/task-store.ts';

/** A payer who comes back has told us by then; a message of the provider too. */
const LOOK_AFTER_MS = 10 * 60_000;

/**
 * What follows from one commit about a payment: when to look what came of it, when to look whether it was paid at all, and a task to
 * give back what nothing is owed for. One put for each; doing it again changes nothing, but that a look may be had too many.
 */
export function createMindPayment({ paymentWatches, tasks }: { paymentWatches: PaymentWatchStore; tasks: TaskStore }) {
  return async (service: Service, state: Case, { log, sequence, at, events }: CaseCommit): Promise<void> => {
    for (const event of events) {
      if (event.type === 'opened' && event.toPay) await paymentWatches.set({ log, sequence }, lateAt(event.toPay));
      if (event.type === 'paymentStarted') await paymentWatches.set({ log, sequence }, instantOf(Date.parse(at) + LOOK_AFTER_MS));
      if (event.type === 'paidNotOwed') await tasks.add(taskToRefund(service, state, { sequence, at }));
    }
  };
}
