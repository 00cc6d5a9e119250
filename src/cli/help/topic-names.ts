/** What `idv help` knows besides commands; completion reads them without the texts. */
export const topicNames = ['exit-codes', 'flags', 'hosts', 'environment', 'config', 'verdicts', 'sandbox'] as const;
