import type { Service } from './catalogue.ts';
import { figureOf } from './figure.ts';
import { type Measure, meetsTarget, shown } from './measure.ts';
import type { Rollup } from './rollup.ts';

/**
 * What a service promises everybody, and how it is doing.
 * - `percent` of cases done within `workingDays` working days of asking: what the council set as its target
 * - `done`: of what came to an end lately, the percent that did so in time; undefined while there is too little to say
 */
export type Promised = { percent: number; workingDays: number; done?: { percent: number; met: boolean } };

/**
 * The promise of a service, reckoned by the very measure that the report has of all of them.
 * @param measure the share of cases done within their target
 * @param rollup what the service did of late
 * @returns undefined where the measure has no target to promise
 */
export function promiseOf(
  { id, targetWorkingDays }: Pick<Service, 'id' | 'targetWorkingDays'>,
  measure: Measure,
  rollup: Rollup,
): Promised | undefined {
  const percent = measure.target?.['at-least'];
  if (percent === undefined) return undefined;
  const { value } = figureOf(measure, { services: [{ service: id, rollup }], entered: new Map() });
  if (value === null) return { percent, workingDays: targetWorkingDays };
  return { percent, workingDays: targetWorkingDays, done: { percent: shown(measure, value), met: meetsTarget(measure, value) === true } };
}
