import { freshNonce, planCall } from '../../app/call/plan.ts';
import { explainSignature } from '../../app/sign/explain-signature.ts';
import { maskForRequests, wireRequestOf } from '../../app/sign/our-request.ts';
import { schemes } from '../../app/sign/scheme.ts';
import type { Call, Credentials, Plan, SignedCall } from '../../vendors/vendor.ts';
import { dryRoute } from '../flags/open-world.ts';
import { printValue } from '../flags/plain-options.ts';
import type { Session } from '../flags/session.ts';
import type { InsteadOfSending } from '../handler.ts';
import type { Inspect } from './inspect.ts';
import { explanationText } from './sign-text.ts';

/** Signs without sending. If no key was found, `id` replaces its id, and the secret is empty. */
export function signCall(session: Session, call: Call, id: string): { plan: Plan; signed: SignedCall } {
  const { settings, options, vendor, runtime, shape } = session;
  const credentials: Credentials = settings.credentials ? { ...settings.credentials, id } : { id, secret: '' };
  const plan = planCall(call, dryRoute(session), credentials);
  const moment = {
    timestamp: options.timestamp ?? Math.floor(runtime.nowMs() / 1000),
    nonce: options.nonce ?? freshNonce(vendor, shape.signMethod, runtime),
  };
  return { plan, signed: vendor.sign(plan, credentials, moment) };
}

const explain: InsteadOfSending = async (session, call) => {
  const { settings, shape, runtime, notice, vendor } = session;
  const { credentials } = settings;
  const words = schemes[shape.signMethod];
  const { plan, signed } = signCall(session, call, credentials?.id ?? `<${words.id}>`);
  if (!credentials) notice(`no key was found: ${words.id} is a placeholder, and no signature is made`);
  const sent = wireRequestOf(signed.request);
  const explanation = { provider: vendor.name, ...explainSignature(plan, sent, credentials, maskForRequests(credentials, [sent])) };
  const width = Math.min(runtime.stdout.columns ?? 80, 110);
  await printValue(runtime, { schemaVersion: 1, ...explanation }, () => explanationText(explanation, width), session);
  return 0;
};

/** `idv sign explain`: the signature of any command, stage by stage. Nothing is sent. */
export const explainInspection: Inspect = async (_vendor, options) => ({ options, insteadOfSending: explain });
