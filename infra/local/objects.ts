import { createEventRules } from './event-rules.ts';
import type { FunctionFinder } from './functions.ts';
import { createObjectEvents, type ObjectEvents, type ObjectEventsSettings } from './object-events.ts';
import { createObjectStore, type ObjectStore } from './object-store.ts';
import type { FunctionRunner } from './workers.ts';

type Settings = Omit<ObjectEventsSettings, 'rules'> & { folder: string; findFunction: FunctionFinder; runner: FunctionRunner };

/** The buckets of the templates, and what follows from each object that comes into them. */
export function createObjects({ folder, findFunction, runner, ...settings }: Settings): {
  objects: ObjectStore;
  objectEvents: ObjectEvents;
} {
  const { templates, clock, say } = settings;
  const objectEvents = createObjectEvents({ ...settings, rules: createEventRules({ templates, findFunction, runner, say }) });
  const objects = createObjectStore({
    folder,
    buckets: templates.ofType('AWS::S3::Bucket').map((bucket) => templates.refOf(bucket)),
    now: clock.now,
    onCreate: objectEvents.note,
  });
  return { objects, objectEvents };
}
