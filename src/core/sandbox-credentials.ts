/** The sandbox's only account, the same for every vendor. It opens nothing else, so it is no secret. */
export const sandboxCredentials = { id: 'sandbox-id', secret: 'sandbox-key' } as const;
