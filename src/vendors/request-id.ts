import type { Field } from '../core/declare/action.ts';

/** The last member of every answer, of both vendors. */
export const requestId: Field = {
  name: 'RequestId',
  type: 'String',
  help: 'the service’s id of this call; the support asks for it',
};
