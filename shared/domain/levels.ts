import * as z from 'zod';
import { type Channel, channels } from './case.ts';
import { mergeRollups, type Rollup, scoresOf } from './rollup.ts';

const count = z.number().int();
/** How many ratings gave each score. */
const levelsSchema = z.object({ 1: count, 2: count, 3: count, 4: count, 5: count });
export type Levels = z.infer<typeof levelsSchema>;

/** Ratings at each level: of all, and of each channel and service that had any. */
export const ratingLevelsSchema = z.object({
  all: levelsSchema,
  channels: z.record(z.string(), levelsSchema),
  services: z.record(z.string(), levelsSchema),
});
export type RatingLevels = z.infer<typeof ratingLevelsSchema>;

const some = (levels: Levels): boolean => Object.values(levels).some((each) => each > 0);

/** The ratings of a quarter at each level. */
export function ratingLevels(services: readonly { service: string; rollup: Rollup }[]): RatingLevels {
  const merged = mergeRollups(services.map(({ rollup }) => rollup));
  const byChannel = channels.map((channel: Channel) => [channel, scoresOf(merged, [channel])] as const);
  const byService = services.map(({ service, rollup }) => [service, scoresOf(rollup)] as const);
  return {
    all: scoresOf(merged),
    channels: Object.fromEntries(byChannel.filter(([, levels]) => some(levels))),
    services: Object.fromEntries(byService.filter(([, levels]) => some(levels))),
  };
}
