import { readFileSync } from 'node:fs';

/** The example of a service that the README shows: its file's name and content. */
export function readmeService(): { name: string; content: string } {
  const [, content] = /```ts\n(import type \{ ServiceData \}.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
  const [, id] = /^ {2}id: '([^']+)'/m.exec(content ?? '') ?? [];
  if (!content || !id) throw new Error('the README shows no service');
  return { name: `${id}.ts`, content };
}
