import { escapeHtml, htmlPage } from '../wire/html-page.ts';
import type { Reply } from '../wire/reply.ts';

/** The page that a person opens instead of the vendor's: where it is, what was done there, and how it looks. */
export const pagePath = '/_sandbox/page';

/** What the person did at the page. `waiting`: not opened yet; `opened`: no button clicked yet. */
export type PageState = 'waiting' | 'opened' | 'pass' | 'fail' | 'leave';

const clicks = ['pass', 'fail', 'leave'] as const;
export type Click = (typeof clicks)[number];

export const isClick = (state: string | undefined): state is Click => clicks.some((click) => click === state);

/** What was done at each page, by the id of the token, oldest first. */
export type PageStates = Map<string, PageState>;

const mostPageStates = 1000;

export function recordPageState(pageStates: PageStates, tokenId: string, state: PageState): void {
  const previous = pageStates.get(tokenId);
  // The first click counts. Opening the page again does not take it back.
  if (isClick(previous)) return;
  pageStates.set(tokenId, state);
  for (const id of pageStates.keys()) if (pageStates.size > mostPageStates) pageStates.delete(id);
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
