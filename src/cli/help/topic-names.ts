/** The topics of `idv help`; in a separate file, because completion needs them without the texts. */
export const topicNames = ['exit-codes', 'flags', 'hosts', 'environment', 'config', 'verdicts', 'sandbox'] as const;
