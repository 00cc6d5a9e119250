/**
 * Packages that the program asks for and that no bundle holds: cosmiconfig would load typescript for a TypeScript configuration, which idv
 * never runs; bullmq would load a driver of Redis, and pg its native sibling, which idv has no use for; the keychain's package is a
 * program of the machine, installed next to idv where there is one for it.
 */
export const notBundled = ['typescript', 'ioredis', 'redis', 'pg-native', 'bullmq-otel', '@napi-rs/keyring'];
