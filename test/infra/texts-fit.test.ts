import { describe, expect, it } from 'vitest';
import { longestNames, stageNamed } from '../../infra/stages.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { commonTextProblems, textProblems } from '../../shared/domain/text-check.ts';

describe.each(['local', 'sandbox', 'production'])('by the names and addresses of stage %s', (name) => {
  const { council, baseUrl } = stageNamed(name);

  it('every text of the catalogue takes one part', () => {
    expect([...catalogue.values()].flatMap((service) => textProblems(service, { council, baseUrl }))).toEqual([]);
  });

  it('so does every text that no service words', () => {
    expect(commonTextProblems({ council, baseUrl })).toEqual([]);
  });
});

it('allows names and addresses as long as the texts have room for', () => {
  expect([...catalogue.values()].flatMap((service) => textProblems(service, longestNames()))).toEqual([]);
});
