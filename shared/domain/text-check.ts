import { MAX_INSTRUCTION } from './case.ts';
import type { Service } from './catalogue.ts';
import { countParts } from './gsm.ts';
import { MAX_VALUE_CHARACTERS, namesIn, placeholders, renderText, type TextValues } from './text-template.ts';

/** What every request for a rating must say. */
const SCALE = '5 excellent to 1 very poor';
const KNOWN: ReadonlySet<string> = new Set(placeholders);
/** A reason has no set length: a text that carries one may take a second part. */
const FREE = ['reason'];

/** The longest values to be expected of a district council's deployment. */
const plausible = (service: Service): TextValues => ({
  council: 'Northwick Council',
  phone: '01632 960100',
  service: service.shortName,
  reference: 'K7M-Q2X1',
  date: '30 September',
  instruction: 'x'.repeat(MAX_INSTRUCTION),
  reason: 'x'.repeat(MAX_VALUE_CHARACTERS),
  link: 'https://my.northwick.gov.uk/case/K7MQ2XW',
  rateLink: 'https://my.northwick.gov.uk/r/K7MQ2XWabcdef',
});

/**
 * What is wrong with the wording of a service's texts, one sentence each: each names its case and only placeholders that
 * something fills, says what the numbers of a rating mean, and takes one part (two where a reason goes in).
 */
export function textProblems(service: Service): string[] {
  return service.stages.flatMap((stage) => {
    const templates = [stage.text, service.fastTrack?.texts[stage.id]].filter((template) => template !== undefined);
    return templates.flatMap((template) => problemsOf(service, template)).map((problem) => `the text of ${stage.id} ${problem}`);
  });
}

function problemsOf(service: Service, template: string): string[] {
  const names = namesIn(template);
  const { parts } = countParts(renderText(template, plausible(service)));
  const allowed = names.some((name) => FREE.includes(name)) ? 2 : 1;
  const found = names.filter((name) => !KNOWN.has(name)).map((name) => `names {${name}}, which nothing fills`);
  if (!names.includes('reference')) found.push('does not say the {reference}');
  if (names.includes('rateLink') && !template.includes(SCALE)) found.push(`asks for a rating without saying "${SCALE}"`);
  if (parts > allowed) found.push(`takes ${parts} parts, not ${allowed}`);
  return found;
}
