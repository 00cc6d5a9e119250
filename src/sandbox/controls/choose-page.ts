import type { Action } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { resetChoice } from '../outcomes/chosen-outcome.ts';
import { escapeHtml, htmlPage, notePage } from '../wire/html-page.ts';
import { headerOf, isLoopbackHost, isOwnFetch, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { chooseOutcomeByName, requireAction } from './choose-outcome.ts';
import type { OutcomeRow } from './list-outcomes.ts';
import type { SandboxState } from './sandbox-state.ts';

/** The page on which a person chooses the answer of one action. */
export const choosePath = '/_sandbox/choose';

export const isChoosePage = (request: ReceivedRequest): boolean => splitTarget(request.target).path === choosePath;

const longestForm = 4096;

const outcomeRow = ({ name, aliases, verdict, category, exitCode, meaning }: OutcomeRow): string => {
  // A number in the name of a fault is a place for one. The fault without it has a value of its own.
  const value = name.replace(/=[A-Z]+$/, '');
  const cells = [
    `<button name="outcome" value="${escapeHtml(value)}">Choose</button>`,
    `<code>${escapeHtml(name)}</code>${aliases.length > 0 ? `<br>${escapeHtml(aliases.join(', '))}` : ''}`,
    `${escapeHtml(verdict ?? category ?? '')} (${exitCode})`,
    escapeHtml(meaning),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
};

async function showChoosePage(action: Action, { outcomes }: SandboxState): Promise<Reply> {
  const rows = (await outcomes(action)).filter(({ name }) => !name.startsWith('fault:date'));
  const main = `<p>${escapeHtml(action.summary)}. <a href="/">Back</a></p>
<form method="post">
<input type="hidden" name="action" value="${escapeHtml(action.name)}">
<p><label>For the next <input type="number" name="times" min="1" size="4"> calls (empty: for every call)</label></p>
<table>
<tr><th></th><th>Answer</th><th>idv ends with</th><th>Meaning</th></tr>
${rows.map(outcomeRow).join('\n')}
</table>
</form>`;
  return htmlPage(200, `Answers of ${escapeHtml(action.name)}`, main);
}

/** A browser sends the origin with every form. A form of another site is refused. */
function isOwnForm(request: ReceivedRequest): boolean {
  const origin = headerOf(request, 'origin');
  return origin === undefined || /^https?:\/\//.exec(origin)?.[0] + String(headerOf(request, 'host')) === origin;
}

async function acceptChoice(request: ReceivedRequest, { choice }: SandboxState): Promise<Reply> {
  const form = new URLSearchParams(request.body.length > longestForm ? '' : request.body.toString('utf8'));
  const times = form.get('times') || 'Infinity';
  if (form.get('reset') === 'all') resetChoice(choice);
  else if (!/^(?:[1-9]\d{0,8}|Infinity)$/.test(times))
    return notePage(400, 'Not accepted', 'The number of calls is not an integer of 1 or more.');
  else
    await chooseOutcomeByName(choice, {
      outcome: form.get('outcome') ?? '',
      action: requireAction(form.get('action') ?? '').name,
      times: Number(times),
    });
  return { status: 303, headers: { Location: '/', 'Cache-Control': 'no-store' }, body: Buffer.alloc(0) };
}

/** Shows the answers of an action, or accepts the choice of one. */
export async function answerChoosePage(request: ReceivedRequest, state: SandboxState): Promise<Reply> {
  if (!isLoopbackHost(request) || !isOwnFetch(request) || !isOwnForm(request))
    return notePage(403, 'Not here', 'This page answers only under the sandbox’s own address, and not to another site.');
  try {
    if (request.method === 'POST') return await acceptChoice(request, state);
    if (request.method !== 'GET') return notePage(405, 'Not accepted', 'Use GET to open this page, and POST to send its form.');
    const name = new URLSearchParams(splitTarget(request.target).query).get('action') ?? '';
    return await showChoosePage(requireAction(name), state);
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    return notePage(400, 'Not accepted', `${error.message}: ${error.hint ?? ''}`);
  }
}
