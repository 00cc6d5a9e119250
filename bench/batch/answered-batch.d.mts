/** Resolves to the path of the manifest. */
export function writeAnsweredBatch(folder: string, rows: number): Promise<string>;
