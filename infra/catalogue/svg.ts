/** How wide a letter is of what its height is, on average, in a plain sans-serif face; a little over, so that words stay in their box. */
const LETTER = 0.55;

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Words in lines that fit a width in pixels, at a height of letters in pixels. A longer word has a line of its own. */
export function wrapped(text: string, width: number, size: number): string[] {
  const most = Math.floor(width / (size * LETTER));
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export const lineHeight = (size: number): number => Math.round(size * 1.3);

export type Words = { lines: readonly string[]; size: number; bold?: boolean };
export const heightOf = (words: readonly Words[]): number =>
  words.reduce((sum, { lines, size }) => sum + lines.length * lineHeight(size), 0);

/** Lines of words below one another, from the top left corner. */
export function writing(x: number, y: number, words: readonly Words[]): string {
  let at = y;
  return words
    .flatMap(({ lines, size, bold }) =>
      lines.map((line) => {
        at += lineHeight(size);
        return `<text x="${x}" y="${at - Math.round(size * 0.3)}" font-size="${size}"${bold ? ' font-weight="bold"' : ''}>${escaped(line)}</text>`;
      }),
    )
    .join('');
}

export type Box = { x: number; y: number; width: number; height: number };
export const PADDING = 12;

export function box({ x, y, width, height }: Box, kind: string, words: readonly Words[]): string {
  return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>${writing(x + PADDING, y + PADDING / 2, words)}`;
}

/** A line from point to point, with an arrow's head at its end. */
export function arrow(points: readonly (readonly [number, number])[], kind = 'way'): string {
  return `<polyline class="${kind}" points="${points.map((point) => point.join(',')).join(' ')}" marker-end="url(#head)"/>`;
}
