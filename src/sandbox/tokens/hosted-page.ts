import { createHash } from 'node:crypto';
import type { Reply } from '../wire/reply.ts';

/** The page that a person opens instead of the vendor's: where it is, what was done there, and how it looks. */
export const pagePath = '/_sandbox/page';

/** What the person did at the page. `waiting`: not opened yet; `opened`: no button clicked yet. */
export type Visit = 'waiting' | 'opened' | 'pass' | 'fail' | 'leave';

const clicks = ['pass', 'fail', 'leave'] as const;
export type Click = (typeof clicks)[number];

export const isClick = (visit: string | undefined): visit is Click => clicks.some((click) => click === visit);

/** By the id of a token, oldest first. */
export type Visits = Map<string, Visit>;

const mostVisits = 1000;

export function recordVisit(visits: Visits, tokenId: string, visit: Visit): void {
  const before = visits.get(tokenId);
  // The first click counts. Opening the page again does not take it back.
  if (isClick(before)) return;
  visits.set(tokenId, visit);
  for (const id of visits.keys()) if (visits.size > mostVisits) visits.delete(id);
}

const style =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}code{overflow-wrap:anywhere}button{font:inherit;padding:.5rem 1.5rem;margin:0 .5rem .5rem 0}';

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

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

function htmlPage(status: number, title: string, main: string): Reply {
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

const labels: Readonly<Record<Click, string>> = { pass: 'Pass', fail: 'Fail', leave: 'Leave' };

/** Asks the person how the verification ends. `back` is the URL that they are sent to afterwards. */
export function choicePage(token: string, seal: string, back: string | undefined): Reply {
  const buttons = clicks.map((click) => `<button name="answer" value="${click}">${labels[click]}</button>`).join('\n');
  const then = back === undefined ? '' : `\n<p>You are then led to <code>${escapeHtml(back)}</code>.</p>`;
  return htmlPage(
    200,
    'Sandbox verification',
    `<p>This is the sandbox of <code>idv</code>: there is no camera here, and no face is compared. Choose how the verification ends.</p>${then}
<form method="post">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<input type="hidden" name="seal" value="${escapeHtml(seal)}">
${buttons}
</form>`,
  );
}

/** A page with a title and one sentence. */
export const notePage = (status: number, title: string, sentence: string): Reply =>
  htmlPage(status, escapeHtml(title), `<p>${escapeHtml(sentence)}</p>`);
