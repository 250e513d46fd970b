import { describe, expect, it } from 'vitest';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import { MAX_INSTRUCTION } from '../../../shared/domain/case.ts';
import { type Service, serviceSchema } from '../../../shared/domain/catalogue.ts';
import { commonTextProblems, mostParts, textProblems } from '../../../shared/domain/text-check.ts';
import { longestValues } from '../../../shared/domain/text-preview.ts';

const northwick = { council: { shortName: 'Northwick Council', phone: '01632 960100' }, baseUrl: 'https://my.northwick.gov.uk' };
const service = serviceSchema.parse(missedBin);

/** The service with this one text, and no other. */
const withText = (text: string): Service => ({
  ...service,
  stages: service.stages.map((stage, index) => (index === 0 ? { ...stage, text } : { ...stage, text: undefined })),
});

describe('the check of a service’s texts', () => {
  it.each([
    ['{council}: {nmae}, {reference}', 'names {nmae}, which nothing fills'],
    ['We have {reference}.', "does not begin with the council's name"],
    ['{council} has {reference}.', "does not begin with the council's name"],
    ['{council}: all done', 'does not say the {reference}'],
    ['{council}: {reference} rate us at {rateLink}', 'asks for a rating without saying "5 excellent to 1 very poor"'],
    [`{council}: {reference} ${'long. '.repeat(40)}`, 'takes 2 parts, not 1'],
    [`{council}: {reference} {instruction} ${'long. '.repeat(30)}`, 'takes 2 parts, not 1'],
    ['{council}: {reference} ŵ {date} and {link} and {service}', 'takes 2 parts, not 1'],
    ['{council}: {reference} necessitates additional documentary evidence prior to determination.', 'reads at grade 27.6, above 6'],
    ['{council}: {reference} is here: https://bit.ly/3xyz', "links to bit.ly, which is not the council's own domain"],
    [
      '{council}: {reference} is at northwick.gov.uk.example.com',
      "links to northwick.gov.uk.example.com, which is not the council's own domain",
    ],
    ['{council}: {reference} is at evilnorthwick.gov.uk', "links to evilnorthwick.gov.uk, which is not the council's own domain"],
  ])('finds that %j %s', (text, problem) => {
    expect(textProblems(withText(text), northwick)).toEqual([`the text of received ${problem}`]);
  });

  it.each([
    '{council}: we have {reference}. We will be back by {date}.',
    '{council}: for {reference} please send {instruction} by {date}. How: {link}',
    '{council}: {reference} is done. Read more at www.northwick.gov.uk/bins or {link}',
  ])('finds nothing in %j', (text) => {
    expect(textProblems(withText(text), northwick)).toEqual([]);
  });

  it('counts with the council’s own name, telephone and address', () => {
    const text = '{council}: {reference} is closed. Ask why: {phone}. Rate us: reply 5 excellent to 1 very poor, or {rateLink}';
    const longer = { ...northwick, baseUrl: 'https://my.north-and-west-wickshire.gov.uk' };
    expect(textProblems(withText(text), northwick)).toEqual([]);
    expect(textProblems(withText(text), longer)).toEqual(['the text of received takes 2 parts, not 1']);
  });

  it('tells a fast track’s text from the usual one', () => {
    const fastTrack = {
      name: 'Fast',
      when: { question: 'which-bin', is: 'food' },
      targetWorkingDays: 1,
      texts: { received: 'Hi {reference}.' },
    };
    expect(textProblems({ ...service, fastTrack }, northwick)).toEqual([
      "the fast track’s text of received does not begin with the council's name",
    ]);
  });

  it('takes an instruction as long as an officer can write', () => {
    expect(longestValues(service, northwick).instruction).toHaveLength(MAX_INSTRUCTION);
  });
});

describe('the check of other texts', () => {
  it('finds nothing in those that belong to no service', () => {
    expect(commonTextProblems(northwick)).toEqual([]);
  });

  it('finds those that a long name or number makes longer than one part', () => {
    const council = { shortName: 'The Royal Borough Council', phone: '0345 678 9101 extension 2' };
    expect(commonTextProblems({ ...northwick, council })).toContain('the text help takes 2 parts, not 1');
  });

  it('finds an answer to STATUS of more than one part', () => {
    const stages = service.stages.map((stage) => (stage.id === 'received' ? { ...stage, name: 'n'.repeat(60) } : stage));
    expect(textProblems({ ...service, shortName: 's'.repeat(30), stages }, northwick)).toContain(
      'the answer to STATUS at received takes 2 parts, not 1',
    );
  });
});

describe('the budget of parts', () => {
  it('is that of the dearest way through, each stage once', () => {
    expect(mostParts(service, northwick)).toBe(3);
    expect(textProblems({ ...service, partsBudget: 2 }, northwick)).toEqual(['its texts take up to 3 parts a case, over its budget of 2']);
  });

  it('counts a text of two parts twice, and a stage without a text not at all', () => {
    const stages = service.stages.map((stage) => (stage.id === 'booked' ? { ...stage, text: `${stage.text} ŵ` } : stage));
    expect(mostParts({ ...service, stages }, northwick)).toBe(4);
    expect(mostParts(withText('{council}: {reference}.'), northwick)).toBe(1);
  });

  it('ends where stages lead back to each other', () => {
    const stages = service.stages.map((stage) =>
      stage.id === 'booked' ? { ...stage, next: ['with-crew', 'booked', ...stage.next] } : stage,
    );
    expect(mostParts({ ...service, stages }, northwick)).toBe(3);
  });
});
