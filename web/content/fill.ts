import { isRightToLeft } from '../../shared/domain/language.ts';
import { spoken } from '../language.ts';

/**
 * Fills the placeholders of our own wording: `fill('by {date}', { date })`. Unknown placeholders stay as they are. In what is written
 * from right to left each value stands apart (U+2068 to U+2069), or the figures of a telephone number would change places.
 */
export function fill(wording: string, values: Readonly<Record<string, string>>): string {
  const apart = isRightToLeft(spoken().content);
  return wording.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return apart ? `\u2068${value}\u2069` : value;
  });
}
