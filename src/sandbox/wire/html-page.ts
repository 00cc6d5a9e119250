import { createHash } from 'node:crypto';
import type { Reply } from './reply.ts';

const style = [
  ':root{color-scheme:light dark}',
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem}',
  'p,dl,ul{max-width:40rem}',
  'code{overflow-wrap:anywhere}',
  'button,input{font:inherit;padding:.5rem 1rem;margin:0 .5rem .5rem 0}',
  'table{border-collapse:collapse;font-size:.9rem}',
  'th,td{text-align:left;vertical-align:top;padding:.25rem 1rem .25rem 0}',
  'td button{padding:.1rem .6rem;margin:0}',
  'td code{white-space:nowrap}',
  'input[type=number]{width:6rem}',
  'dt{font-weight:bold}dd{margin:0 0 .5rem}',
].join('');

/**
 * The page loads and runs nothing, and cannot be framed. There is no form-action: browsers also apply it to the redirect after the
 * form, which leads to the site that asked for the verification.
 */
const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
  // With no-referrer, a browser would send the form with `Origin: null`.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** A page of the sandbox. `title` and `main` are HTML. */
export function htmlPage(status: number, title: string, main: string): Reply {
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
  return { status, headers: pageHeaders, body: Buffer.from(html) };
}

/** A page with a title and one sentence. */
export const notePage = (status: number, title: string, sentence: string): Reply =>
  htmlPage(status, escapeHtml(title), `<p>${escapeHtml(sentence)}</p>`);
