import type { Action, Follow } from '../../core/declare/action.ts';
import { notePage } from '../wire/html-page.ts';
import { headerOf, isLoopbackHost, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { choicePage, isClick, type PageStates, pagePath, recordPageState } from './hosted-page.ts';
import { canStart } from './read-token.ts';
import { isSealed, openToken, sealOf, type Token } from './sealed-token.ts';

const formSealPurpose = 'page';
const longestForm = 64 * 1024;

export const isPage = (request: ReceivedRequest): boolean => splitTarget(request.target).path === pagePath;

/** The caller's URL to which the person returns, with the token added to its query. Undefined if it is not an http or https URL. */
function redirectOf({ values }: Token, token: string): string | undefined {
  const wanted = Object.entries(values).find(([name]) => /^redirecturl$/i.test(name))?.[1];
  if (typeof wanted !== 'string' || !URL.canParse(wanted)) return undefined;
  const url = new URL(wanted);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.search = url.search === '' ? `?token=${token}` : `${url.search}&token=${token}`;
  return url.href;
}

type OpenedPage = { token: Token; text: string; follow: Follow } | { reply: Reply };

function openPage(text: string | null, actions: readonly Action[], nowMs: number): OpenedPage {
  const token = text === null ? undefined : openToken(text);
  const follow = actions.find(({ name }) => name === token?.action)?.follow;
  if (text === null || !token || !follow?.page)
    return { reply: notePage(404, 'No such verification', 'The address holds no token that a sandbox has issued for a page.') };
  if (!canStart(token, follow, nowMs))
    return { reply: notePage(410, 'Too late', 'The token of this address has expired. Ask for a new one.') };
  return { token, text, follow };
}

interface PageContext {
  actions: readonly Action[];
  /** Changed in place. */
  pageStates: PageStates;
  nowMs: number;
}

function showChoicePage(request: ReceivedRequest, { actions, pageStates, nowMs }: PageContext): Reply {
  const opened = openPage(new URLSearchParams(splitTarget(request.target).query).get('token'), actions, nowMs);
  if ('reply' in opened) return opened.reply;
  const { token, text } = opened;
  if (isClick(pageStates.get(token.id))) return notePage(200, 'Finished', 'This verification has its answer. You can close this page.');
  recordPageState(pageStates, token.id, 'opened');
  return choicePage(text, sealOf(formSealPurpose, text).toString('hex'), redirectOf(token, text));
}

function acceptClick(request: ReceivedRequest, { actions, pageStates, nowMs }: PageContext): Reply {
  const form = new URLSearchParams(request.body.length > longestForm ? '' : request.body.toString('utf8'));
  const opened = openPage(form.get('token'), actions, nowMs);
  if ('reply' in opened) return opened.reply;
  const { token, text } = opened;
  const click = form.get('answer') ?? undefined;
  const origin = headerOf(request, 'origin');
  const isSameOrigin = origin === undefined || origin === `http://${headerOf(request, 'host')}`;
  if (!isSameOrigin || !isSealed(formSealPurpose, text, Buffer.from(form.get('seal') ?? '', 'hex')) || !isClick(click))
    return notePage(403, 'Not accepted', 'This form is not the one that the page showed.');
  recordPageState(pageStates, token.id, click);
  const back = redirectOf(token, text);
  if (back === undefined) return notePage(200, 'Finished', 'The answer is recorded. You can close this page.');
  return { status: 303, headers: { Location: back, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' }, body: Buffer.alloc(0) };
}

/** Answers the page that a person opens instead of the vendor's, and the form that it sends. */
export function answerPage(request: ReceivedRequest, context: PageContext): Reply {
  if (!isLoopbackHost(request)) return notePage(403, 'Not here', 'The sandbox answers only under its own address.');
  if (request.method === 'GET') return showChoicePage(request, context);
  if (request.method === 'POST') return acceptClick(request, context);
  return notePage(405, 'Not accepted', 'Use GET to open this page, and POST to send its form.');
}
