const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in HTML, between tags or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (symbol) => entities[symbol] as string);

const style = `
*{box-sizing:border-box}body{margin:0;font:1.0625rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#1c2733;background:#eef2f5}
header{background:#123a52;color:#fff;padding:.85rem 1.25rem}header a{color:#fff;margin-right:1.25rem}header strong{margin-right:1.5rem}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}h1{font-size:1.6rem;margin:.25rem 0 1rem}a{color:#0b5a8c}
a:focus,button:focus,input:focus,textarea:focus,summary:focus{outline:3px solid #ffb000;outline-offset:2px}
button{font:inherit;font-weight:600;border:0;border-radius:.5rem;background:#0b6b57;color:#fff;padding:.55rem 1rem;cursor:pointer}button:hover{background:#084d3f}
.card{background:#fff;border-radius:.75rem;box-shadow:0 1px 3px #0003;padding:1rem 1.25rem;margin:0 0 1rem}
.staff{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;padding:0;list-style:none}
.staff button{width:100%;text-align:left;background:#fff;color:#1c2733;border:2px solid #b9c7d2;padding:1rem 1.15rem}.staff button:hover{border-color:#0b5a8c;background:#f4f9fc}
.staff span{display:block;font-weight:400;color:#48586a}
.phones{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:1.5rem;align-items:start}
.phone{background:#fff;border:.6rem solid #1c2733;border-radius:2rem;overflow:hidden;display:flex;flex-direction:column}
.phone h2{font-size:1.05rem;margin:0;padding:.8rem 1rem;background:#f4f6f8;border-bottom:1px solid #d6dee5;text-align:center}
.texts{list-style:none;margin:0;padding:1rem;display:flex;flex-direction:column;gap:.35rem;max-height:32rem;overflow-y:auto}
.texts li{max-width:86%}.texts p{margin:0;padding:.55rem .85rem;border-radius:1.1rem;white-space:pre-wrap;overflow-wrap:anywhere}
.texts .out p{background:#e6eaee;border-bottom-left-radius:.25rem}.texts .in{align-self:flex-end;text-align:right}.texts .in a{color:#fff}.texts .in p{background:#0b5a8c;color:#fff;text-align:left;border-bottom-right-radius:.25rem}
.texts time{font-size:.8rem;color:#48586a}
.reply{display:flex;gap:.5rem;padding:.75rem;border-top:1px solid #d6dee5;background:#f4f6f8}.reply input,.other input{flex:1 1 9rem;min-width:0;font:inherit;padding:.5rem .75rem;border:2px solid #6b7c8d;border-radius:1.2rem}
.other{display:flex;gap:.5rem;flex-wrap:wrap;align-items:center}.quiet{color:#48586a}
code{background:#eef2f5;padding:.1rem .3rem;border-radius:.25rem;overflow-wrap:anywhere}dt{font-weight:600;margin-top:.6rem}dd{margin:0}`;

/** A page of the local runner, in English and without scripts. `title` is plain text, `body` is HTML. */
export function page(title: string, body: string, { refreshSeconds }: { refreshSeconds?: number } = {}): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – on this laptop</title>${refreshSeconds ? `<meta http-equiv="refresh" content="${refreshSeconds}">` : ''}
<link rel="icon" href="data:,"><style>${style}</style></head><body>
<header><nav aria-label="On this laptop"><strong>On this laptop</strong><a href="/">Front door</a><a href="/console">Console</a><a href="/_local/phones">Phones</a><a href="/_local/">All addresses</a></nav></header>
<main>${body}</main></body></html>`;
}
