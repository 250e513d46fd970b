/**
 * What was typed, with the ten figures of an Arabic or a Persian keyboard as ours, and without the marks of direction that come along
 * when something is pasted from a page.
 */
export function plainFigures(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (figure) => String((figure.codePointAt(0) ?? 0) & 0xf));
}
