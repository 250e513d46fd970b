import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { searchServices } from '../../../shared/domain/search-services.ts';
import { isSlip, wordsIn } from '../../../shared/domain/search-words.ts';
import { translateService } from '../../../shared/domain/translate-service.ts';

const services = [...catalogue.values()];
const find = (typed: string): string[] => searchServices(services, typed).map(({ id }) => id);

describe('what somebody types', () => {
  it.each([
    ['bin', 'missed-bin'],
    ['Bins', 'missed-bin'],
    ['MY BIN WAS NOT COLLECTED', 'missed-bin'],
    ['wheelie bins', 'missed-bin'],
    ['recycling', 'missed-bin'],
    ['pot hole', 'pothole'],
    ['flytipping', 'fly-tipping'],
    ['fly tipping', 'fly-tipping'],
    ['dumped mattress', 'fly-tipping'],
    ['blue badge', 'blue-badge'],
    ['lost my blue badge', 'blue-badge-replacement'],
    ['renewing blue badge', 'blue-badge-renewal'],
    ['bus', 'bus-pass'],
    ['council tax', 'council-tax-support'],
    ['can’t pay my council tax', 'payment-arrangement'],
    ['I live alone', 'single-person-discount'],
    ['help with my rent', 'housing-benefit'],
    ['food bank', 'crisis-support'],
    ['school dinners', 'free-school-meals'],
    ['my dad has died', 'death'],
    ['noisy neighbours', 'noise'],
    ['moved house', 'moving-home'],
    ['taxi license', 'taxi-driver'],
    ['freedom of information', 'information-request'],
    ['dog poo', 'dog-fouling'],
    ['lamp post', 'street-light'],
    ['something leaks', 'housing-repair'],
  ])('%s leads first to %s', (typed, id) => {
    expect(find(typed)[0]).toBe(id);
  });

  it('is understood with a letter wrong, and before it is whole', () => {
    expect(find('graffitti')).toEqual(['graffiti']);
    expect(find('potohle')).toEqual(['pothole']);
    expect(find('rubish')).toEqual(find('rubbish'));
    expect(find('volunt')).toEqual(['volunteering']);
  });

  it('is understood in Welsh and Arabic, on pages of any language', () => {
    for (const typed of ['biniau', 'sbwriel', 'قمامة', 'القمامة']) expect(find(typed)).toContain('missed-bin');
    const welsh = services.map((service) => translateService(service, 'cy'));
    const found = searchServices(welsh, 'missed bin')[0];
    expect([found?.id, found?.language]).toEqual(['missed-bin', 'cy']);
  });

  it('does not bring what shares no more than a small word with it', () => {
    expect(find('bus pass')).toEqual(['bus-pass', 'bus-pass-renewal']);
    expect(find('noise')).toEqual(['noise']);
  });

  it('finds nothing where there is nothing to find', () => {
    for (const typed of ['', ' ', 'xyzzy', 'how do i', '???', '🙂', 'constructor']) expect(find(typed)).toEqual([]);
  });
});

describe('a search', () => {
  it('finds each service by its name, and by each word that people use for it', () => {
    for (const service of services)
      for (const called of [service.name, ...(service.also ?? [])]) expect(find(called), `${service.id}: ${called}`).toContain(service.id);
  });

  it('takes anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (typed) => {
        const found = find(typed);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });

  it('does not mind case or the order of services', () => {
    const word = fc.constantFrom(...services.flatMap(({ name }) => name.split(' ')));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const typed = words.join(' ');
        expect(find(typed.toUpperCase())).toEqual(find(typed));
        const turned = searchServices(services.toReversed(), typed).map(({ id }) => id);
        expect(turned.toSorted()).toEqual(find(typed).toSorted());
      }),
    );
  });

  it('tells services apart whatever else there is', () => {
    const [pothole, light] = ['pothole', 'street-light'].map((id) => catalogue.get(id) as Service) as [Service, Service];
    expect(searchServices([pothole, light], 'pothole')).toEqual([pothole]);
    expect(searchServices([], 'pothole')).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['Bins bin', ['bin', 'bin']],
    ['parking parked parks', ['park', 'park', 'park']],
    ['missed missing', ['miss', 'miss']],
    ['tipping dumping', ['tip', 'dump']],
    ['moving move moved', ['mov', 'mov', 'mov']],
    ['parties boxes dishes noises buses', ['party', 'box', 'dish', 'nois', 'bus']],
    ['glass bus gas', ['glass', 'bus', 'gas']],
    ['Tŷ DÔR don’t', ['ty', 'dor', 'dont']],
    ['القُمامة', ['قمامة']],
  ])('of %s are alike where they mean the same', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it('a slip is one letter, and no more', () => {
    const meant = 'rubbish';
    expect(['rubish', 'rubbbish', 'rubbosh', 'rubbihs', 'ubbish'].map((typed) => isSlip(typed, meant))).toEqual(Array(5).fill(true));
    expect(['rubbish', 'rubih', 'radish', ''].map((typed) => isSlip(typed, meant))).toEqual(Array(4).fill(false));
  });
});
