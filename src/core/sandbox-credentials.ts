/** The sandbox's only account, the same for every vendor. It gives access to nothing else, so it is not secret. */
export const sandboxCredentials = { id: 'sandbox-id', secret: 'sandbox-key' } as const;

/** The session token of the same account: with it, the key counts as a temporary one. It is optional. */
export const sandboxToken = 'sandbox-token';
