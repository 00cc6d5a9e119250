export const dryRunFormats = ['text', 'json', 'curl', 'http'] as const;
export type DryRunFormat = (typeof dryRunFormats)[number];
