import type { Service } from '../../shared/domain/catalogue.ts';
import { questionsIn } from '../../shared/domain/condition.ts';
import type { Ending } from '../../shared/domain/ending.ts';
import type { Question } from '../../shared/domain/question.ts';
import { conditionWords } from './condition-words.ts';
import { arrow, type Box, box, heightOf, PADDING, type Words, wrapped, writing } from './svg.ts';

/** Where things stand, in pixels: the way down, what everybody is asked, what some are asked, and where answers lead away. */
const SPINE = 40;
const ALL = 70;
const SOME = 130;
const WIDE = 380;
const AWAY = 640;
const AWAY_WIDE = 320;
const GAP = 26;

export type Drawn = { svg: string; bottom: number };

/**
 * The questions from top to bottom on one way down. What everybody is asked stands beside it; what some are asked stands further in,
 * under the condition; endings stand to the right of the question that leads there last, with theirs.
 */
export function drawQuestions({ questions, endings, payment, name }: Service, top: number): Drawn {
  const parts: string[] = [];
  let y = top;
  const step = (kind: string, words: Words[], x = ALL): Box => {
    const place = { x, y, width: WIDE, height: heightOf(words) + PADDING };
    parts.push(
      box(place, kind, words),
      arrow([
        [SPINE, y + place.height / 2],
        [x, y + place.height / 2],
      ]),
    );
    y += place.height + GAP;
    return place;
  };
  step('edge', [{ lines: wrapped(name, WIDE - 2 * PADDING, 16), size: 16, bold: true }]);
  for (const [index, question] of questions.entries()) {
    if (question.when) y = label(parts, `Only if ${conditionWords(question.when, questions)}`, { x: SOME, y, width: WIDE });
    const place = step(question.when ? 'some' : 'all', questionWords(question, index), question.when ? SOME : ALL);
    let beside = place.y;
    for (const ending of endings.filter(({ when }) => lastOf(questions, questionsIn(when)) === index)) {
      const from: [number, number] = [place.x + place.width, place.y + place.height / 2];
      beside = drawEnding(parts, { ending, questions, from, y: beside }) + GAP;
    }
    y = Math.max(y, beside);
  }
  step('edge', [{ lines: ['Check answers'], size: 14, bold: true }]);
  if (payment) step('edge', [{ lines: ['Pay'], size: 14, bold: true }]);
  const sent = step('edge', [{ lines: ['Sent'], size: 14, bold: true }]);
  parts.unshift(`<line class="way" x1="${SPINE}" y1="${top}" x2="${SPINE}" y2="${sent.y + sent.height / 2}"/>`);
  return { svg: parts.join('\n'), bottom: y };
}

const lastOf = (questions: readonly Question[], ids: readonly string[]): number =>
  Math.max(...ids.map((id) => questions.findIndex((each) => each.id === id)));

/** Writes a condition above its box, and says where the box begins. */
function label(parts: string[], text: string, { x, y, width }: { x: number; y: number; width: number }): number {
  const words = [{ lines: wrapped(text, width, 13), size: 13 }];
  parts.push(`<g class="condition">${writing(x, y, words)}</g>`);
  return y + heightOf(words) + 4;
}

function questionWords(question: Question, index: number): Words[] {
  const kind = [question.type, ...(question.optional ? ['may be left empty'] : [])].join(', ');
  return [
    { lines: wrapped(`${index + 1}. ${question.ask}`, WIDE - 2 * PADDING, 14), size: 14, bold: true },
    { lines: wrapped(`${question.id}: ${kind}`, WIDE - 2 * PADDING, 12), size: 12 },
  ];
}

function drawEnding(
  parts: string[],
  { ending, questions, from, y }: { ending: Ending; questions: readonly Question[]; from: [number, number]; y: number },
): number {
  const top = label(parts, `If ${conditionWords(ending.when, questions)}`, { x: AWAY, y, width: AWAY_WIDE });
  const onwards =
    ending.kind === 'safeguarding' ? 'numbers to call, then on with the form' : ending.askAnyway ? 'may ask anyway' : 'ends here';
  const words: Words[] = [
    { lines: wrapped(ending.title, AWAY_WIDE - 2 * PADDING, 14), size: 14, bold: true },
    { lines: wrapped(`${ending.id}: ${ending.kind}, ${onwards}`, AWAY_WIDE - 2 * PADDING, 12), size: 12 },
  ];
  const place = { x: AWAY, y: top, width: AWAY_WIDE, height: heightOf(words) + PADDING };
  const middle = (from[0] + AWAY) / 2;
  const into = place.y + place.height / 2;
  parts.push(box(place, ending.kind, words), arrow([from, [middle, from[1]], [middle, into], [AWAY, into]]));
  return place.y + place.height;
}
