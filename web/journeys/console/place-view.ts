import { type Location, pointOf } from '../../../shared/domain/location.ts';
import type { Question } from '../../../shared/domain/question.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { fill } from '../../content/fill.ts';

const words = caseFileWords.place;

/** What officers see of a place besides what the resident does: the numbers of a property and a street, and the way to a map. */
export function placeView({ type }: Pick<Question, 'type'>, answer: unknown): { lines: string[]; map?: { text: string; href: string } } {
  if (type !== 'location' && type !== 'address') return { lines: [] };
  const place = answer as Location;
  const point = pointOf(place);
  const lines = [
    ...(place.uprn ? [fill(words.uprn, { uprn: place.uprn })] : []),
    ...(place.usrn ? [fill(words.usrn, { usrn: place.usrn })] : []),
  ];
  if (!point) return { lines };
  const { lat, lon } = point;
  const href = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`;
  return { lines, map: { text: place.by === 'pin' ? words.map : words.postcode, href } };
}
