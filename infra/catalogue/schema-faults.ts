type Issue = { path: readonly PropertyKey[]; message: string; code?: string; errors?: readonly (readonly Issue[])[] };

/** What a schema found wrong, a sentence each, every place by its names: `questions, which-bin, label: Too small`. */
export function schemaFaults(issues: readonly Issue[], data: unknown): string[] {
  return issues.map(({ path, message }) => {
    const place = placeOf(path, data);
    return place ? `${place}: ${message}` : message;
  });
}

/** A path in words: something of a list is called by its id, else by its number counted from one. */
function placeOf(path: readonly PropertyKey[], data: unknown): string {
  let at: unknown = data;
  const names = path.map((key) => {
    at = (at as Record<PropertyKey, unknown> | undefined)?.[key];
    if (typeof key !== 'number') return String(key);
    const { id, value } = (at ?? {}) as { id?: unknown; value?: unknown };
    return String(id ?? value ?? `number ${key + 1}`);
  });
  return names.join(', ');
}
