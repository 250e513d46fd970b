import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { countParts } from '../../../shared/domain/gsm.ts';
import { otherLanguages } from '../../../shared/domain/language.ts';
import { languageProblems } from '../../../shared/domain/text-check.ts';
import { previewTexts } from '../../../shared/domain/text-preview.ts';
import { missingPhrases, phrasesOf, sayOf, translateService } from '../../../shared/domain/translate-service.ts';

const services = [...catalogue.values()];
const deployment = { council: { shortName: 'Northwick Council', phone: '01632 960100' }, baseUrl: 'https://my.northwick.gov.uk' };
const named = (id: string): Service => catalogue.get(id) as Service;
const with1 = (cy: Record<string, string>): Service => ({ ...named('missed-bin'), languages: { cy } });

/** Sentences of a service, wherever they stand: what has a capital and a space in it. */
function sentencesIn(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return /^[A-Z{].* /.test(value) ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => sentencesIn(each, path ? `${path}.${name}` : name));
}
/** Words that staff alone read. */
const OF_STAFF = /^(contactReasons|languages|fastTrack\.name)|\.(choice|flag)$/;

describe('a service in another language', () => {
  it('is the service itself where it has no words for that language', () => {
    expect(translateService({ ...named('missed-bin'), languages: undefined }, 'cy')).not.toHaveProperty('language', 'cy');
    expect(translateService(named('missed-bin'), 'en')).toBe(named('missed-bin'));
  });

  it('is made once and kept', () => {
    expect(translateService(named('missed-bin'), 'cy')).toBe(translateService(named('missed-bin'), 'cy'));
  });

  it('says in English what has no words, and lists it', () => {
    const service = with1({ 'Report a missed bin': 'Adrodd am fin a fethwyd' });
    const welsh = translateService(service, 'cy');
    expect(welsh.name).toBe('Adrodd am fin a fethwyd');
    expect(welsh.summary).toBe(service.summary);
    expect(missingPhrases(service, 'cy')).toContain(service.summary);
    expect(missingPhrases(service, 'cy')).not.toContain('Report a missed bin');
  });

  it('changes no id, condition, figure or word of staff', () => {
    for (const service of services)
      for (const language of otherLanguages) {
        const said = translateService(service, language);
        expect(said.stages.map(({ id, next, entered }) => ({ id, next, entered }))).toEqual(
          service.stages.map(({ id, next, entered }) => ({ id, next, entered })),
        );
        expect(said.questions.map(({ id, type, when }) => ({ id, type, when }))).toEqual(
          service.questions.map(({ id, type, when }) => ({ id, type, when })),
        );
        expect(said.contactReasons).toEqual(service.contactReasons);
        expect(said.fastTrack?.name).toBe(service.fastTrack?.name);
      }
  });

  it('every sentence that residents read is a phrase of its own', () => {
    for (const service of services) {
      const phrases = phrasesOf(service);
      const left = sentencesIn(service, '').filter(([path, said]) => !OF_STAFF.test(path) && !phrases.includes(said));
      expect(left, service.id).toEqual([]);
    }
  });

  it('has words for exactly the phrases that are not missing, whichever those are', () => {
    const all = phrasesOf(named('compliment'));
    fc.assert(
      fc.property(fc.subarray(all), (known) => {
        const service: Service = {
          ...named('compliment'),
          languages: { cy: Object.fromEntries(known.map((each) => [each, `cy ${each}`])) },
        };
        expect(missingPhrases(service, 'cy')).toEqual(all.filter((each) => !known.includes(each)));
        const welsh = translateService(service, 'cy');
        for (const each of all) expect(sayOf(welsh, each)).toBe(known.includes(each) ? `cy ${each}` : each);
      }),
    );
  });
});

describe('the words of the catalogue', () => {
  it('are whole in Welsh for six services, and in Arabic for three', () => {
    const whole = (language: 'cy' | 'ar') =>
      services.filter((service) => missingPhrases(service, language).length === 0).map(({ id }) => id);
    expect(whole('cy')).toEqual(
      expect.arrayContaining(['blue-badge', 'complaint', 'compliment', 'council-tax-support', 'housing-benefit', 'missed-bin']),
    );
    expect(whole('ar')).toEqual(expect.arrayContaining(['council-tax-support', 'housing-benefit', 'missed-bin']));
  });

  it('name in braces what the English phrase names, answer to no phrase that is gone, and keep texts short enough', () => {
    for (const service of services) expect(languageProblems(service, deployment), service.id).toEqual([]);
  });

  it('fit one part of a Welsh text but for what is as long as it can be, for they keep to the alphabet of texts', () => {
    const texts = services.flatMap((service) => (service.languages?.cy ? previewTexts(translateService(service, 'cy'), deployment) : []));
    expect(texts.length).toBeGreaterThan(30);
    expect(texts.filter(({ encoding }) => encoding !== 'GSM-7')).toEqual([]);
    expect(countParts('tŷ').encoding).toBe('UCS-2');
  });

  it('refuse words for a phrase that the service does not say, and other names in braces', () => {
    const service = with1({
      'No such phrase': 'Dim ymadrodd',
      '{council}: your bin is empty ({reference}).': '{council}: mae eich bin yn wag.',
    });
    expect(languageProblems(service, deployment)).toEqual([
      'its Welsh has words for “No such phrase”, which it does not say',
      'its Welsh names other things in braces than “{council}: your bin is empty ({reference}).”',
    ]);
  });

  it('refuse a text that takes over three parts', () => {
    const service = with1({ '{council}: your bin is empty ({reference}).': `{council}: {reference} ${'ŷ'.repeat(300)}` });
    expect(languageProblems(service, deployment)).toEqual([
      expect.stringMatching(/^its Welsh takes [4-9] parts for the text of emptied, over 3$/),
    ]);
  });
});
