import { freshNonce } from '../../app/nonce.ts';
import type { Plan } from '../../app/plan.ts';
import { explainSignature } from '../../app/sign/explain-signature.ts';
import { veilFor, wireRequestOf } from '../../app/sign/our-request.ts';
import { schemes } from '../../app/sign/scheme.ts';
import type { Request } from '../../app/target.ts';
import type { Credentials, SignedCall } from '../../providers/provider.ts';
import type { Unsent } from '../handler.ts';
import { dryRoute, makePlan } from '../line.ts';
import { machineText } from '../plain-options.ts';
import type { Session } from '../session.ts';
import { explanationText } from '../sign-text.ts';
import type { Inspect } from './sign.ts';

/** Signs without sending; `id` stands in for that of a key that was not found, whose secret is then empty. */
export function signPlan(session: Session, request: Request, id: string): { plan: Plan; signed: SignedCall } {
  const { settings, options, provider, runtime, shape } = session;
  const credentials: Credentials = settings.credentials ? { ...settings.credentials, id } : { id, secret: '' };
  const plan = makePlan(dryRoute(session), request, credentials);
  const moment = {
    timestamp: options.timestamp ?? Math.floor(runtime.nowMs() / 1000),
    nonce: options.nonce ?? freshNonce(provider, shape.signMethod, runtime),
  };
  return { plan, signed: provider.sign(plan.call, credentials, moment) };
}

const explain: Unsent = async (session, request) => {
  const { settings, shape, runtime, notice } = session;
  const { credentials } = settings;
  const words = schemes[shape.signMethod];
  const { plan, signed } = signPlan(session, request, credentials?.id ?? `<${words.id}>`);
  if (!credentials) notice(`no key was found: ${words.id} is a stand-in, and no signature is made`);
  const sent = wireRequestOf(signed.request);
  const explanation = explainSignature(plan, sent, credentials, veilFor(credentials, [sent]));
  const machine = await machineText({ schemaVersion: 1, ...explanation }, session);
  runtime.stdout.write(machine ?? explanationText(explanation, Math.min(runtime.stdout.columns ?? 80, 110)));
  return 0;
};

/** `idv sign explain`: the signature of any command, stage by stage. Nothing is sent. */
export const explaining: Inspect = async (_provider, options) => ({ options, unsent: explain });
