import { sandboxHeader } from '../core/http.ts';

/** The header by which a client knows every answer of a sandbox, whatever its address. */
export const sandboxMark = { [sandboxHeader]: '1' } as const;
