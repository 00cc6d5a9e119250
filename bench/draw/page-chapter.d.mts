export function withChapter(text: string, name: string, lines: readonly string[]): string;
export function writeChapter(name: string, lines: readonly string[]): Promise<void>;
