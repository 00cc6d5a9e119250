import { createHash } from 'node:crypto';
import { type Click, clicks } from './visits.ts';

const style =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}code{overflow-wrap:anywhere}button{font:inherit;padding:.5rem 1.5rem;margin:0 .5rem .5rem 0}';

/**
 * Nothing is loaded, run or framed. There is no form-action: browsers apply it to the redirect after the form as well,
 * which leads to whatever site asked for the verification.
 */
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
  // Not no-referrer, under which a browser sends the form with `Origin: null`.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

export interface Page {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

function page(status: number, title: string, main: string): Page {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
${main}
</main>
</html>
`;
  return { status, headers, body: Buffer.from(html) };
}

const labels: Readonly<Record<Click, string>> = { pass: 'Pass', fail: 'Fail', leave: 'Leave' };

/** Where a person says how the verification went; `back` is where they are led to then. */
export function choicePage(token: string, seal: string, back: string | undefined): Page {
  const buttons = clicks.map((click) => `<button name="answer" value="${click}">${labels[click]}</button>`).join('\n');
  const then = back === undefined ? '' : `\n<p>You are then led to <code>${escaped(back)}</code>.</p>`;
  return page(
    200,
    'Sandbox verification',
    `<p>This is the sandbox of <code>idv</code>: there is no camera here, and no face is compared. Choose how the verification ends.</p>${then}
<form method="post">
<input type="hidden" name="token" value="${escaped(token)}">
<input type="hidden" name="seal" value="${escaped(seal)}">
${buttons}
</form>`,
  );
}

/** A page that only says something. */
export const notePage = (status: number, title: string, sentence: string): Page =>
  page(status, escaped(title), `<p>${escaped(sentence)}</p>`);
