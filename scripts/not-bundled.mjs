/**
 * Packages that the code names but that are not bundled. cosmiconfig would load typescript for a TypeScript configuration, which idv never
 * runs. bullmq would load a Redis driver, and pg its native version; idv uses neither. The keychain package is native code, and is
 * installed next to idv on platforms that have it.
 */
export const notBundled = ['typescript', 'ioredis', 'redis', 'pg-native', 'bullmq-otel', '@napi-rs/keyring'];
