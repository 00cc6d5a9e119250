/** The header by which a client knows every answer of a sandbox, whatever its address. */
export const sandboxMark = { 'X-IDV-Sandbox': '1' } as const;
