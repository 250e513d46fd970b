import { type Baseline, parseBaseline } from '../domain/baseline.ts';
import figures from './council-figures.json' with { type: 'json' };

/**
 * The quarters before launch: what a real district council published for its scrutiny committee in October 2020,
 * transcribed table by table (see `about` and `source` in the file).
 */
export const baseline = parseBaseline(figures);

/** Of a council that published nothing before: every quarter is reported from facts. */
const noBaseline: Baseline = { quarters: new Map(), source: 'none' };

/** What a deployment's setting names. */
export const baselineNamed = (name: 'published' | 'none'): Baseline => (name === 'none' ? noBaseline : baseline);
