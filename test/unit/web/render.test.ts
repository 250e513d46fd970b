import { describe, expect, it } from 'vitest';
import { render } from '../../../web/render.ts';
import { template } from './pages/plain.njk';

const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
const hostile = `<script>alert("1")</script>' onload=x`;

describe('render', () => {
  it("names the page and the council in the title, and the council in the header, without another's crown", () => {
    const html = render(template, { title: 'Your name', council, name: 'Ada' });
    expect(html).toContain('<title>Your name – Northwick District Council</title>');
    expect(html).toContain('<html lang="en"');
    expect(html).toContain('href="#main-content"');
    expect(html).not.toMatch(/crown|GOV\.UK|crest/i);
  });

  it('escapes what a resident typed, in text and inside a component', () => {
    const html = render(template, { title: hostile, council, name: hostile });
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain("' onload");
    expect(html.match(/&lt;script&gt;alert/g)).toHaveLength(4);
  });

  it('puts Error before the title and lists each error with a link to its field', () => {
    const html = render(template, {
      title: 'Your name',
      council,
      name: '',
      errors: [{ text: 'Enter your name', href: '#name' }],
    });
    expect(html).toContain('<title>Error: Your name – ');
    expect(html).toContain('<a href="#name">Enter your name</a>');
  });

  it('has no inline script, style or handler for a strict content security policy to refuse', () => {
    const html = render(template, { title: 'Your name', council, name: 'Ada', back: { text: 'Back', href: '/' } });
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });
});
