import { sandboxCredentials, sandboxToken } from '../../core/sandbox-credentials.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { vendors } from '../../vendors/registry.ts';
import type { OutcomeChoice, OutcomeForCalls } from '../outcomes/chosen-outcome.ts';
import { escapeHtml, htmlPage } from '../wire/html-page.ts';
import { isLoopbackHost, type ReceivedRequest } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { choosePath } from './choose-page.ts';
import type { SandboxState } from './sandbox-state.ts';

/** The page that a person sees at the address of the sandbox: what runs here, how to use it, and what came in. */
export const isStartPage = (request: ReceivedRequest): boolean =>
  request.method === 'GET' && request.target === '/' && isLoopbackHost(request);

const row = (cells: readonly string[], tag: 'td' | 'th' = 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table>\n${[row(headings, 'th'), ...rows.map((cells) => row(cells))].join('\n')}\n</table>`;

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

function outcomeText({ outcome, left }: OutcomeForCalls): string {
  const calls = left === 1 ? 'the next call' : `the next ${left} calls`;
  return `${code(outcome.name)} for ${Number.isFinite(left) ? calls : 'every call'}`;
}

/** The answer to a call of any action, unless an answer was chosen for that action. */
function outcomeForAllText({ current, first }: OutcomeChoice): string {
  if (current) return outcomeText(current);
  return first ? `${code(first.name)} for every call, as the sandbox was started` : 'success';
}

function actionTable({ choice: { byAction } }: SandboxState): string {
  const rows = allActions.map((action) => {
    const own = byAction.get(action.name);
    const link = `<a href="${choosePath}?action=${encodeURIComponent(action.name)}">choose</a>`;
    const title = vendors.find(({ name }) => name === action.vendor)?.title ?? action.vendor;
    return [escapeHtml(title), code(action.name), escapeHtml(action.summary), own ? outcomeText(own) : '', link];
  });
  return table(['Vendor', 'Action', 'What it does', 'Chosen answer', ''], rows);
}

const mostShown = 50;

function requestTable({ journal }: SandboxState): string {
  const entries = journal.entries().slice(-mostShown).reverse();
  if (entries.length === 0) return '<p>No request has come in yet.</p>';
  const rows = entries.map(({ time, action = '', code: answered, outcome = '', requestId }) =>
    [time.slice(11, 19), action, answered, outcome, requestId].map(escapeHtml),
  );
  return table(['Time (UTC)', 'Action', 'Answer', 'Outcome', 'Request id'], rows);
}

export function startPage({ port }: ReceivedRequest, state: SandboxState): Reply {
  const { id, secret } = sandboxCredentials;
  const main = `<p>This program stands for the identity APIs of ${vendors.map(({ title }) => escapeHtml(title)).join(' and ')} on this machine. It checks every request as
strictly as they do. It compares no face: you choose the answers.</p>
<h2>Connect a client</h2>
<dl>
<dt>Endpoint</dt><dd>${code(`http://127.0.0.1:${port}`)}</dd>
<dt>Key id and secret</dt><dd>${code(id)} and ${code(secret)}, for every vendor</dd>
<dt>Session token</dt><dd>none, or ${code(sandboxToken)} for a temporary key</dd>
</dl>
<h2>Requests</h2>
<p>The newest first. <a href="/">Load again</a> · <a href="/_sandbox/requests">all as JSON</a></p>
${requestTable(state)}
<h2>Choose the answers</h2>
<p>Calls without an answer of their own below get: ${outcomeForAllText(state.choice)}. An answer for all actions at once is chosen by
${code('POST /_sandbox/outcomes')} with ${code('{"outcome": "low-similarity"}')}.</p>
<form method="post" action="${choosePath}"><button name="reset" value="all">Reset all answers</button></form>
${actionTable(state)}`;
  return htmlPage(200, 'idv sandbox', main);
}
