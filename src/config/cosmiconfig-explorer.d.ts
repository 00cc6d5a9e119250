/** cosmiconfig ships this class but strips its types as internal. What is declared here is what search.ts uses. */
declare module 'cosmiconfig/dist/Explorer.js' {
  interface Result {
    config: unknown;
    filepath: string;
    isEmpty?: boolean;
  }

  interface ExplorerOptions {
    moduleName: string;
    searchPlaces: string[];
    /** By file ending, `noExt` for none. A file whose ending is not here cannot be loaded. */
    loaders: Record<string, (path: string, text: string) => unknown>;
    searchStrategy: 'none' | 'project' | 'global';
    ignoreEmptySearchPlaces: boolean;
    cache: boolean;
    mergeImportArrays: boolean;
    mergeSearchPlaces: boolean;
    transform: (result: Result | null) => Result | null;
  }

  export class Explorer {
    constructor(options: ExplorerOptions);
    load(path: string): Promise<Result | null>;
  }
}
