import type { Service, Stage } from '../../shared/domain/catalogue.ts';
import type { Drawn } from './draw-questions.ts';
import { arrow, type Box, box, heightOf, PADDING, type Words, wrapped } from './svg.ts';

const LEFT = 190;
const WIDE = 380;
const GAP = 34;
/** How far apart lines are that go past other stages, and how far the first is from the stages. */
const LANE = 16;
const FIRST_LANE = 24;

type Way = { from: number; to: number };

/**
 * The stages from top to bottom, in the order of the file. A way to the next one goes straight down; one to a later stage goes past on the right,
 * one to an earlier on the left, each in a lane of its own.
 */
export function drawStages({ stages }: Service, top: number): Drawn {
  let y = top;
  const boxes = stages.map((stage): Box => {
    const place = { x: LEFT, y, width: WIDE, height: heightOf(stageWords(stage)) + PADDING };
    y += place.height + GAP;
    return place;
  });
  const ways = stages.flatMap(({ next }, from) => next.map((id): Way => ({ from, to: stages.findIndex((each) => each.id === id) })));
  const past = [ways.filter(({ from, to }) => to > from + 1), ways.filter(({ from, to }) => to < from)] as const;
  const lines = [
    ...ways.filter(({ from, to }) => to === from + 1).map((way) => straight(boxes, way)),
    ...past.flatMap((side, left) => lanes(side).map(([way, lane]) => around(boxes, way, { lane, left: left === 1 }))),
  ];
  const drawn = stages.map((stage, index) => box(boxes[index] as Box, stage.actor, stageWords(stage)));
  return { svg: [...lines, ...drawn].join('\n'), bottom: y };
}

/** How many ways go past at most: how much room they take, in pixels. */
export function widthOfStages({ stages }: Service): number {
  return LEFT + WIDE + FIRST_LANE + LANE * (stages.reduce((sum, { next }) => sum + next.length, 0) + 1);
}

function stageWords({ id, name, actor, entered, workingDays, text }: Stage): Words[] {
  const acts = { council: 'the council acts', resident: 'the resident acts', nobody: 'an end' }[actor];
  const details = [
    id,
    `entered by being ${entered}`,
    acts,
    ...(workingDays === undefined ? [] : [`${workingDays} working days`]),
    ...(text ? ['texts'] : []),
  ];
  return [
    { lines: wrapped(name, WIDE - 2 * PADDING, 14), size: 14, bold: true },
    { lines: wrapped(details.join(', '), WIDE - 2 * PADDING, 12), size: 12 },
  ];
}

function straight(boxes: readonly Box[], { from, to }: Way): string {
  const [above, below] = [boxes[from] as Box, boxes[to] as Box];
  const x = above.x + above.width / 2;
  return arrow([
    [x, above.y + above.height],
    [x, below.y],
  ]);
}

/** The shorter a way is, the nearer its lane. */
function lanes(ways: readonly Way[]): [Way, number][] {
  return ways.toSorted((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from)).map((way, lane) => [way, lane]);
}

function around(boxes: readonly Box[], { from, to }: Way, { lane, left }: { lane: number; left: boolean }): string {
  const [start, end] = [boxes[from] as Box, boxes[to] as Box];
  const edge = left ? start.x : start.x + start.width;
  const x = left ? edge - FIRST_LANE - lane * LANE : edge + FIRST_LANE + lane * LANE;
  // Ways out leave below the middle and ways in come above it, so that the two are told apart.
  const out = start.y + start.height * 0.7;
  const into = end.y + end.height * 0.3;
  return arrow([
    [edge, out],
    [x, out],
    [x, into],
    [edge, into],
  ]);
}
