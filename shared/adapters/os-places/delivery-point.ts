import * as z from 'zod';
import type { FoundAddress } from '../../domain/answers.ts';
import { roundPoint } from '../../domain/place.ts';

const part = z.string().optional();

/** A record of Royal Mail's Postcode Address File, as OS Places gives it; its words are in capitals: docs.os.uk, OS Places API, DPA output. */
const deliveryPointSchema = z.object({
  UPRN: z.string().regex(/^\d{1,12}$/),
  ORGANISATION_NAME: part,
  DEPARTMENT_NAME: part,
  PO_BOX_NUMBER: part,
  SUB_BUILDING_NAME: part,
  BUILDING_NAME: part,
  BUILDING_NUMBER: part,
  DEPENDENT_THOROUGHFARE_NAME: part,
  THOROUGHFARE_NAME: part,
  DOUBLE_DEPENDENT_LOCALITY: part,
  DEPENDENT_LOCALITY: part,
  POST_TOWN: z.string(),
  POSTCODE: z.string(),
  LAT: z.number(),
  LNG: z.number(),
});
type DeliveryPoint = z.infer<typeof deliveryPointSchema>;

/** A postcode that nobody has comes without results. */
export const placesSchema = z.object({ results: z.array(z.object({ DPA: deliveryPointSchema })).default([]) });

/** An address as it is written on an envelope, without the capitals. */
export function addressOf(dpa: DeliveryPoint): FoundAddress {
  const { UPRN, POST_TOWN, POSTCODE, LAT, LNG } = dpa;
  const who = [dpa.ORGANISATION_NAME, dpa.DEPARTMENT_NAME, dpa.PO_BOX_NUMBER && `PO Box ${dpa.PO_BOX_NUMBER}`];
  const streets = [dpa.DEPENDENT_THOROUGHFARE_NAME, dpa.THOROUGHFARE_NAME].filter(Boolean);
  const numbered = [dpa.BUILDING_NUMBER, streets.shift()].filter(Boolean).join(' ');
  const localities = [dpa.DOUBLE_DEPENDENT_LOCALITY, dpa.DEPENDENT_LOCALITY];
  const parts = [...who, dpa.SUB_BUILDING_NAME, dpa.BUILDING_NAME, numbered, ...streets, ...localities]
    .filter(Boolean)
    .map((each) => cased(each ?? ''));
  const [line1 = cased(POST_TOWN), ...rest] = parts;
  const line2 = rest.join(', ');
  return {
    uprn: UPRN,
    line1,
    ...(line2 ? { line2 } : {}),
    town: cased(POST_TOWN),
    postcode: POSTCODE,
    ...roundPoint({ lat: LAT, lon: LNG }),
  };
}

const SMALL = new Set(['And', 'At', 'By', 'In', 'Le', 'Of', 'On', 'Over', 'The', 'Under', 'Upon', 'With']);

/** `12A MILL LANE` as `12A Mill Lane`, `STOKE-ON-TRENT` as `Stoke-on-Trent`. */
function cased(capitals: string): string {
  return capitals
    .toLowerCase()
    .replace(/(?<![\p{L}\d’'])\p{L}/gu, (letter) => letter.toUpperCase())
    .replace(/(?<=[\p{L}\d][ -])\p{L}+/gu, (word) => (SMALL.has(word) ? word.toLowerCase() : word))
    .replace(/\d\p{L}\b/gu, (number) => number.toUpperCase());
}
