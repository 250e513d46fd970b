import { describe, expect, it } from 'vitest';
import { namesInTexts, stageNamed } from '../../infra/stages.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { MAX_INSTRUCTION } from '../../shared/domain/case.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import type { ContactCommit } from '../../shared/domain/contact.ts';
import { countParts } from '../../shared/domain/gsm.ts';
import type { HandsetCommit } from '../../shared/domain/handset.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import type { LookupCommit } from '../../shared/domain/lookup.ts';
import { textProblems } from '../../shared/domain/text-check.ts';
import { MAX_VALUE_CHARACTERS, namesIn, renderText } from '../../shared/domain/text-template.ts';
import { textsOfContact, textsOfHandset, textsOfLookup } from '../../shared/domain/texts-due.ts';

const keyring = createKeyring('a secret for the tests of Front Door, and nothing else');

/** The catalogue's texts, each with its service and stage. */
const templates = [...catalogue.values()].flatMap((service) =>
  service.stages.flatMap((stage) =>
    [stage.text, service.fastTrack?.texts[stage.id]].flatMap((template) => (template ? [{ service, at: stage.id, template }] : [])),
  ),
);

const lengthiest = ({ shortName }: Service, { council, baseUrl }: ReturnType<typeof stageNamed>) => ({
  council: council.shortName,
  phone: council.phone,
  service: shortName,
  reference: 'K7M-Q2X1',
  date: '30 September',
  instruction: 'x'.repeat(MAX_INSTRUCTION),
  reason: 'x'.repeat(MAX_VALUE_CHARACTERS),
  link: `${baseUrl}/case/K7MQ2XW`,
  rateLink: `${baseUrl}/r/K7MQ2XWabcdef`,
});

describe.each(['local', 'sandbox', 'production'])('with the council and the address of stage %s', (name) => {
  const stage = stageNamed(name);
  const settings = { council: stage.council, baseUrl: stage.baseUrl, keyring };
  const at = '2026-09-30T10:00:00.000Z';

  it.each(templates)('the text of $service.id at $at takes one part, or two with a reason', ({ service, template }) => {
    const body = renderText(template, lengthiest(service, stage));
    expect(countParts(body), body).toMatchObject({ encoding: 'GSM-7', parts: namesIn(template).includes('reason') ? 2 : 1 });
  });

  it('a text that no service words takes one part', () => {
    const base = { sequence: 1, at, by: { kind: 'resident' } as const };
    const contact = {
      ...base,
      log: { kind: 'contact', id: 'K7MQ2XW' },
      personal: { mobile: '+447700900123' },
      events: [{ type: 'logged' }],
    };
    const lookup = { ...base, log: { kind: 'lookup', id: '1' }, personal: {}, events: [{ type: 'asked', reference: 'K7MQ2XW' }] };
    const handset = {
      ...base,
      log: { kind: 'handset', id: '1' },
      personal: { number: '+447700900123' },
      events: [{ type: 'received', answer: true }],
    };
    const texts = [
      ...[undefined, ...catalogue.values()].flatMap((service) => textsOfContact(service, contact as unknown as ContactCommit, settings)),
      ...textsOfLookup(lookup as unknown as LookupCommit, '+447700900123', settings),
      ...textsOfHandset(handset as unknown as HandsetCommit, settings),
    ];
    expect(texts).toHaveLength(catalogue.size + 3);
    for (const { parts, personal } of texts) expect(parts, personal.body).toBe(1);
  });
});

it('allows names and addresses as long as the check of the catalogue takes them to be', () => {
  const [service] = catalogue.values();
  if (!service) throw new Error('there is no service');
  const wording = '{council}: {reference} {rateLink} 5 excellent to 1 very poor';
  const without = renderText(wording, { reference: 'K7M-Q2X1', rateLink: '/r/K7MQ2XWabcdef' }).length;
  const problems = (more: number) => {
    const text = `${wording} ${'x'.repeat(160 - namesInTexts - without - 1 + more)}`;
    const [stage] = service.stages;
    return textProblems({ ...service, fastTrack: undefined, stages: stage ? [{ ...stage, text }] : [] });
  };
  expect(problems(0)).toEqual([]);
  expect(problems(1)).toEqual([expect.stringContaining('takes 2 parts')]);
});
