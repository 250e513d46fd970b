/** Fills the placeholders of our own wording: `fill('by {date}', { date })`. Unknown placeholders stay as they are. */
export function fill(wording: string, values: Readonly<Record<string, string>>): string {
  return wording.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
